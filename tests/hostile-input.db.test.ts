import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createGateway, publicRoutes } from '@/gateway/app';
import { signedOrder, signedQuery } from '@/tests/support/dialect-request';
import { addMonitor, open, openShop, order, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
const RUNS = 500;
const TRACE = /\bat .+:\d+:\d+|node_modules|PostgresError|SyntaxError|TypeError|RangeError/;

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

let shop: Shop;
let monitorKey: string;
let token: string;
beforeAll(async () => {
  shop = await openShop();
  monitorKey = (await addMonitor(shop.merchantId)).key;
  token = (await open(await order(shop, 1_000))).token;
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

type Pairs = [name: string, text: string][];

/** A request that is right and signed but for one value, so that what stands behind the signature sees it too. */
function aimed(path: string): fc.Arbitrary<Pairs> {
  const { merchant } = shop;
  const damage = (names: string[]) => fc.tuple(fc.constantFrom(...names), value);
  if (path === '/appHeart')
    return value.map(
      (t): Pairs => [
        ['t', t],
        ['sign', md5(t + monitorKey)],
      ],
    );
  if (path === '/appPush') {
    return damage(['type', 'price', 't']).map(([name, text]): Pairs => {
      const sent: Record<string, string> = { type: '2', price: '1.0', t: '1700000000123', [name]: text };
      const signed = `${sent.type}${sent.price}${sent.t}${monitorKey}`;
      return Object.entries({ ...sent, sign: md5(signed) });
    });
  }
  if (path.startsWith('/pay/') || path === '/wallet') {
    const id = fc.oneof(fc.constant(token), value);
    return fc
      .tuple(id, fields)
      .map(([text, pairs]): Pairs => [['id', text], ...pairs.filter(([name]) => name !== 'id')]);
  }
  if (path === '/qrcode/build') {
    return fc.tuple(value, value).map(
      ([size, text]): Pairs => [
        ['size', size],
        ['text', `wxp://${text}`],
      ],
    );
  }
  if (path === '/api/find/findOrder' || path === '/api/order/check') {
    return value.map((text): Pairs => Object.entries(signedQuery(merchant, text)));
  }
  return damage(['price', 'type', 'out_order_id', 'custom', 'notify_url', 'return_url']).map(
    ([name, text]): Pairs => Object.entries(signedOrder(merchant, 'hostile', { [name]: text })),
  );
}

const wellFormed = (text: string) => text.toWellFormed();

type Sent = { query: string; type: string; body: string | Uint8Array<ArrayBuffer> | null };

const form = (pairs: Pairs) =>
  pairs
    .map(([name, text]) => `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(text))}`)
    .join('&');

const jsonText = fc.json({ maxDepth: 6 });
const rawBytes = fc.uint8Array({ maxLength: 2000 }).map((bytes) => new Uint8Array(bytes));

function hostile(path: string): fc.Arbitrary<Sent> {
  const query = fields.map(form);
  const right = aimed(path);
  const nothing = fc.constant('');
  const urlencoded = fc.constant('application/x-www-form-urlencoded');
  const json = fc.constant('application/json');
  const lines = fields.map((pairs) =>
    pairs.map(([name, text]) => `--x\r\n${name}\r\n\r\n${text}\r\n`).join(''),
  );
  const types = fc.constantFrom(
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'x/y',
    'application/json',
  );
  return fc.oneof(
    fc.record({ query, type: nothing, body: fc.constant(null) }),
    fc.record({ query, type: urlencoded, body: query }),
    fc.record({ query, type: fc.constantFrom('application/json', 'text/plain', ''), body: jsonText }),
    fc.record({ query, type: json, body: fields.map((pairs) => JSON.stringify(Object.fromEntries(pairs))) }),
    fc.record({ query, type: types, body: fc.oneof(rawBytes, lines) }),
    fc.record({ query: right.map(form), type: nothing, body: nothing }),
    fc.record({ query: nothing, type: urlencoded, body: right.map(form) }),
    fc.record({
      query: nothing,
      type: json,
      body: right.map((pairs) => JSON.stringify(Object.fromEntries(pairs))),
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
      fc.asyncProperty(hostile(path), async (sent) => {
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
});
