import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { CHECKOUTS, facts, withOrder } from '@/e2e/pictures/checkout-fixtures';
import { draw, type Subject } from '@/e2e/support/checkout-pages';
import { LANGUAGES } from '@/gateway/checkout/messages';
import { CHECKOUT_STYLE } from '@/gateway/checkout/page/style';
import { answerPage } from '@/gateway/page/answer-page';
import { fen } from '@/lib/platform/money';

const SUBJECTS: readonly [string, Subject][] = [
  ...Object.entries(CHECKOUTS),
  ['not-found', 'not_found'],
  ['fault', 'fault'],
];

const KB = 1000;

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(SUBJECTS)('%s is one document of at most 14 kB compressed', (_name, subject) => {
    const { html } = draw(subject, language);
    expect(gzipSync(html.text).length).toBeLessThanOrEqual(14 * KB);
    // Both themes are in it: the browser chooses. Nothing is fetched from anywhere to work.
    expect(html.text).not.toMatch(/<(link rel="?stylesheet|script src|iframe|object)/);
    expect(html.text).not.toMatch(/<img[^>]+src="(?!data:)/);
  });
});

test('the style stays within 4 kB compressed', () => {
  expect(gzipSync(CHECKOUT_STYLE).length).toBeLessThanOrEqual(4 * KB);
});

test('the content policy allows the page’s own style and script by hash and nothing inline beside them', () => {
  const drawn = draw(facts, 'zh-CN');
  const policy = answerPage(drawn, null).headers.get('content-security-policy') ?? '';
  for (const part of [drawn.style, drawn.script ?? '']) {
    expect(policy).toContain(`'sha256-${createHash('sha256').update(part).digest('base64')}'`);
    expect(drawn.html.text).toContain(part);
  }
  expect(policy).not.toContain('unsafe');
  expect(drawn.html.text).not.toMatch(/\sstyle="|\son[a-z]+="/);
});

test('the page is private: not stored, not rewritten, not indexed, its address told to nobody', () => {
  const { headers } = answerPage(draw(facts, 'zh-CN'), null);
  expect(headers.get('cache-control')).toBe('no-store, no-transform');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-robots-tag')).toContain('noindex');
});

test.each([
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
] as const)('a browser that accepts %s gets %s', async (accepted, encoding, decompress) => {
  const drawn = draw(facts, 'zh-CN');
  const answer = answerPage(drawn, accepted);
  expect(answer.headers.get('content-encoding')).toBe(encoding);
  expect(decompress(Buffer.from(await answer.arrayBuffer())).toString()).toBe(drawn.html.text);
});

test('names and titles of strangers stay text', () => {
  const nasty = '"><script>alert(1)</script>&\'';
  for (const status of ['pending', 'expired', 'closed'] as const) {
    const { html, script } = draw(
      withOrder({ title: nasty, outOrderId: nasty, status }, { merchantName: nasty }),
      'en',
      { extra: nasty },
    );
    expect(html.text.replace(script ?? '', '')).not.toContain('<script>alert');
  }
});

test('keys and names of products stay text, in every state that shows them', () => {
  const nasty = '"></code></li><script>alert(1)</script>';
  const line = { name: nasty, unitPrice: fen(1280), quantity: 2, owed: 1, keys: [nasty] };
  for (const name of ['paid-key', 'confirming-keys']) {
    const { html, script } = draw({ ...(CHECKOUTS[name] ?? facts), goods: [line] }, 'en');
    const text = html.text.replace(script ?? '', '');
    expect(text).not.toMatch(/<script>alert|"><\/code>/);
    expect(text.match(/&lt;script&gt;alert\(1\)/g)).toHaveLength(3);
  }
});

test('choosing is a form, which sends the order’s own address and keeps the manner of the page', () => {
  const { html } = draw(CHECKOUTS['choosing-three'] ?? facts, 'en', { auto: '0', format: 'json', type: 'x' });
  expect(html.text).toContain('<form class="choices" method="post" action="/pay/choose?lang=en&amp;auto=0">');
  expect(html.text).toContain('<input type="hidden" name="id" value="A1b2C3d4E5f6G7h8I9j0Kw">');
  expect(html.text.match(/<button class="choice" name="type" value="(alipay|wechat|qq)">/g)).toHaveLength(3);
});

test('inside a wallet that the order does not take nothing can be chosen that would not help', () => {
  const { html } = draw(CHECKOUTS['choosing-in-wechat-only-alipay'] ?? facts, 'zh-CN');
  expect(html.text).toContain('微信不能支付这笔订单');
  expect(html.text).not.toContain('/pay/choose');
});

test('a receipt that lacks keys is looked at again without script, until a person stops it', () => {
  const { text } = draw(CHECKOUTS['paid-keys-owed'] ?? facts, 'zh-CN').html;
  expect(text).toContain('<meta http-equiv="refresh" content="30;url=/pay/again?');
  expect(text).toContain('停止自动刷新');
  expect(draw(CHECKOUTS['paid-key'] ?? facts, 'zh-CN').html.text).not.toContain('http-equiv="refresh"');
});

test('a closed order is gone, an unknown one not found, everything else an answer', () => {
  expect(draw(CHECKOUTS.closed ?? facts, 'en').status).toBe(410);
  expect(draw('not_found', 'en').status).toBe(404);
  expect(draw('fault', 'en').status).toBe(503);
  expect(draw(CHECKOUTS.unavailable ?? facts, 'en').status).toBe(200);
});

test('without script the page looks again by itself, until a person stops it', () => {
  const { text } = draw(facts, 'zh-CN').html;
  expect(text).toContain('<meta http-equiv="refresh" content="10;url=/pay/again?');
  expect(text).toMatch(/&amp;mark=[\w-]{16}"/);
  expect(text.slice(0, text.indexOf('http-equiv="refresh"'))).not.toContain('<noscript>');
  const stopped = draw(facts, 'zh-CN', { auto: '0' }).html.text;
  expect(stopped).not.toContain('http-equiv="refresh"');
  expect(stopped).toContain('恢复自动刷新');
});

test('without script a paid page still goes back to the merchant', () => {
  expect(draw(CHECKOUTS.paid ?? facts, 'zh-CN').html.text).toMatch(
    /<meta http-equiv="refresh" content="3;url=\/pay\/again\?[^"]*&amp;leave=1"/,
  );
});

test('nobody frames the page but the sites that the merchant has named', () => {
  const drawn = draw(facts, 'zh-CN');
  const alone = answerPage(drawn, null).headers;
  expect(alone.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(alone.get('x-frame-options')).toBe('DENY');
  const frameOrigins = ['https://shop.example', 'http://localhost:8080'];
  const framed = answerPage({ ...drawn, frameOrigins }, null).headers;
  expect(framed.get('content-security-policy')).toMatch(
    /; frame-ancestors https:\/\/shop\.example http:\/\/localhost:8080$/,
  );
  expect(framed.get('x-frame-options')).toBeNull();
});

test('what rewrites pages on their way is asked to leave this one alone', () => {
  const { text } = draw(facts, 'zh-CN').html;
  expect(text.match(/<script/g)).toHaveLength(1);
  expect(text).toContain('<script data-cfasync="false" ');
  expect(text).toMatch(/<!--email_off--><main>.*<\/main><!--\/email_off-->/s);
});
