import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createGateway, publicRoutes } from '@/gateway/app';
import { doubleMd5, signedOrder } from '@/tests/support/dialect-request';
import { openShop, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
const RUNS = 500;
const TRACE = /\bat .+:\d+:\d+|node_modules|PostgresError|SyntaxError|TypeError|RangeError/;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

const NAMES = [
  'appkey',
  'price',
  'type',
  'out_order_id',
  'custom',
  'sign',
  'notify_url',
  'return_url',
  '_t',
  't',
  'id',
  'text',
  'size',
  'format',
  '__proto__',
  'constructor',
  'a[]',
  'a[b]',
  '',
];
const nasty = fc.constantFrom(
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '\uFFFD',
  '1e309',
  '-0',
  '0.1e1',
  '１．００',
  'NaN',
  '9'.repeat(400),
  "' or 1=1 --",
  '%00',
  '%',
  '%ff',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '#{7*7}',
  '{{7*7}}',
  'http://169.254.169.254/',
  'javascript:alert(1)',
  '\r\nSet-Cookie: a=b',
  '💥'.repeat(100),
  '[object Object]',
  'a'.repeat(60_000),
);
const value = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' }));
const fields = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), value), value), { maxLength: 12 });

/** What a shop might send with one thing wrong: signed over whatever it holds, so that the core sees it too. */
const damaged = fc.tuple(
  fc.constantFrom('price', 'type', 'out_order_id', 'custom', 'notify_url', 'return_url'),
  value,
);

const wellFormed = (text: string) => text.toWellFormed();

type Sent = { query: string; type: string; body: string | Uint8Array<ArrayBuffer> | null };

const form = (pairs: [string, string][]) =>
  pairs
    .map(([name, text]) => `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(text))}`)
    .join('&');

const jsonText = fc.json({ maxDepth: 6 });
const rawBytes = fc.uint8Array({ maxLength: 2000 }).map((bytes) => new Uint8Array(bytes));

function hostile(): fc.Arbitrary<Sent> {
  const query = fields.map(form);
  const signedPairs = damaged.map(([name, text]): [string, string][] =>
    Object.entries(signedOrder(shop.merchant, 'hostile', { [name]: text })),
  );
  return fc.oneof(
    fc.record({ query, type: fc.constant(''), body: fc.constant(null) }),
    fc.record({ query, type: fc.constant('application/x-www-form-urlencoded'), body: fields.map(form) }),
    fc.record({ query, type: fc.constantFrom('application/json', 'text/plain', ''), body: jsonText }),
    fc.record({
      query: fc.constant(''),
      type: fc.constant('application/json'),
      body: fields.map((pairs) => JSON.stringify(Object.fromEntries(pairs))),
    }),
    fc.record({
      query,
      type: fc.constantFrom(
        'multipart/form-data',
        'multipart/form-data; boundary=x',
        'x/y',
        'application/json',
      ),
      body: fc.oneof(
        rawBytes,
        fields.map((pairs) => pairs.map(([n, v]) => `--x\r\n${n}\r\n\r\n${v}\r\n`).join('')),
      ),
    }),
    fc.record({
      query: fc.constant(''),
      type: fc.constant('application/x-www-form-urlencoded'),
      body: signedPairs.map(form),
    }),
    fc.record({
      query: fc.constant(''),
      type: fc.constant('application/json'),
      body: signedPairs.map((pairs) => JSON.stringify(Object.fromEntries(pairs))),
    }),
  );
}

async function send(path: string, method: string, { query, type, body }: Sent) {
  const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
  const init: RequestInit = { method, headers };
  if (method === 'POST') init.body = body ?? '';
  const response = await gateway.fetch(new Request(`http://localhost${path}?${query}`, init));
  // A stream that waits for news is an answer too; it is not read to its end.
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status: response.status, text: '' };
  }
  return { status: response.status, text: await response.text() };
}

const endpoints = publicRoutes.flatMap((route) =>
  route.methods.map((method) => [method, route.path] as const),
);

test.each(endpoints.filter(([, path]) => path !== '/readyz'))(
  '%s %s answers whatever comes without a 5xx, a trace or a secret',
  { timeout: 120_000 },
  async (method, path) => {
    const { appsecret, epayKey, vmqKey } = shop.merchant;
    await fc.assert(
      fc.asyncProperty(hostile(), async (sent) => {
        const { status, text } = await send(path, method, sent);
        expect(status).toBeLessThan(500);
        expect(text).not.toMatch(TRACE);
        for (const secret of [appsecret, epayKey, vmqKey]) expect(text).not.toContain(secret);
      }),
      { numRuns: RUNS },
    );
  },
);

test('a signature made with an empty secret opens nothing', async () => {
  const params = signedOrder({ ...shop.merchant, appsecret: '' }, 'empty-secret');
  const sent = { query: '', type: 'application/x-www-form-urlencoded', body: form(Object.entries(params)) };
  expect((await send('/api/anypay/create', 'POST', sent)).text).toContain('"code":104');
  expect(doubleMd5('', '')).toHaveLength(32);
});
