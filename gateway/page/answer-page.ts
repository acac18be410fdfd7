import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Html } from '@/gateway/page/html';

/** A page of the public surface: one document, nothing else is fetched for it. */
export interface Page {
  readonly html: Html;
  readonly status: number;
  /** The texts of the inline style and script, which the content policy allows by their hashes. */
  readonly style: string;
  readonly script: string | null;
}

const policies = new Map<string, string>();

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/** Nothing runs and nothing is drawn but what this answer carries. */
function policyOf({ style, script }: Page): string {
  const key = `${style}\0${script ?? ''}`;
  const known = policies.get(key);
  if (known !== undefined) return known;
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${script === null ? "'none'" : hashOf(script)}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  policies.set(key, policy);
  return policy;
}

function compress(body: Buffer, accepted: string): { bytes: Buffer; encoding: string | null } {
  if (/\bbr\b/.test(accepted)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
    return { bytes: brotliCompressSync(body, { params }), encoding: 'br' };
  }
  if (/\bgzip\b/.test(accepted)) return { bytes: gzipSync(body, { level: 6 }), encoding: 'gzip' };
  return { bytes: body, encoding: null };
}

/** Sends a page compressed as the browser accepts it, uncached, unindexed, and without telling others its address. */
export function answerPage(page: Page, acceptEncoding: string | null): Response {
  const { bytes, encoding } = compress(Buffer.from(page.html.text, 'utf8'), acceptEncoding ?? '');
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(bytes.length),
    'content-security-policy': policyOf(page),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
    vary: 'Accept-Encoding, Accept-Language, User-Agent',
  });
  if (encoding !== null) headers.set('content-encoding', encoding);
  if (page.status === 503) headers.set('retry-after', '2');
  return new Response(new Uint8Array(bytes), { status: page.status, headers });
}
