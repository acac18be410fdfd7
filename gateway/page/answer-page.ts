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
  /** The sites that may show the page in a frame; left out, none may. */
  readonly frameOrigins?: readonly string[];
}

/** Of the few styles and scripts that there are. */
const hashes = new Map<string, string>();

function hashOf(text: string): string {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  const hash = `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
  hashes.set(text, hash);
  return hash;
}

/** Nothing runs and nothing is drawn but what this answer carries. */
function policyOf({ style, script, frameOrigins = [] }: Page): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${script === null ? "'none'" : hashOf(script)}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frameOrigins.length === 0 ? "'none'" : frameOrigins.join(' ')}`,
  ].join('; ');
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
    // What a CDN rewrites, the content policy would stop.
    'cache-control': 'no-store, no-transform',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
    vary: 'Accept-Encoding, Accept-Language, User-Agent',
  });
  // The older header cannot name sites; browsers that know the policy go by that.
  if ((page.frameOrigins ?? []).length === 0) headers.set('x-frame-options', 'DENY');
  if (encoding !== null) headers.set('content-encoding', encoding);
  if (page.status === 503) headers.set('retry-after', '2');
  return new Response(new Uint8Array(bytes), { status: page.status, headers });
}
