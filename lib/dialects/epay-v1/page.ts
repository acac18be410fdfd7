import { createHash } from 'node:crypto';
import type { Problem } from '@/lib/dialects/dialect';
import { answerTo, payCodes } from '@/lib/dialects/epay-v1/codes';

const STYLE =
  ':root{color-scheme:light dark}' +
  'body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;box-sizing:border-box;' +
  'font:16px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei",sans-serif}' +
  'main{max-width:32rem;overflow-wrap:anywhere}' +
  'h1{margin:0 0 8px;font-size:20px}p{margin:0}';

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/** Nothing runs, and nothing is drawn but the style that this answer carries. */
const POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(STYLE)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

function draw(msg: string): string {
  return (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width,initial-scale=1"><title>站点提示信息</title>' +
    `<style>${STYLE}</style></head><body><main><h1>站点提示信息</h1><p>${escaped(msg)}</p></main></body></html>`
  );
}

/** The code of a request without any pid, which the protocol answers with bare text. */
export const BARE = 0;

/** The page that tells a buyer why there is nothing to pay (reference: 易支付 V1, submit.php). */
export function refuseOnPage(problem: Problem): Response {
  const { code, msg, status } = answerTo(problem, payCodes);
  const type = code === BARE ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8';
  const headers = new Headers({ ...HEADERS, 'content-type': type });
  if (status === 503) headers.set('retry-after', '2');
  return new Response(code === BARE ? msg : draw(msg), { status, headers });
}

/** Nothing of an address may end the script's text or the link's. */
function inQuotes(address: string): string {
  return new URL(address).href.replaceAll("'", '%27').replaceAll('<', '%3C').replaceAll('"', '%22');
}

/**
 * Sends the buyer's browser on by a page of one line. Shops that ask from their server cut the address out of
 * `window.location.href='…'`, as the original's page has it, so it stands first and is absolute. A CDN that rewrites
 * scripts would break its hash.
 */
export function leadTo(address: string): Response {
  const target = inQuotes(address);
  const script = `window.location.href='${target}'`;
  const link = escaped(target);
  const page =
    `<script>${script}</script><title>正在前往支付页</title>` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<noscript><a href="${link}">继续前往支付页 / Continue to the payment page</a></noscript>`;
  const policy = `default-src 'none'; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;
  const headers = {
    ...HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-language': 'zh-CN',
    'cache-control': 'no-store, no-transform',
    'content-security-policy': policy,
  };
  return new Response(page, { status: 200, headers });
}
