import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createGateway, publicRoutes } from '@/gateway/app';
import { doubleMd5, signedOrder } from '@/tests/support/dialect-request';
import { addMonitor, open, openShop, order, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
const RUNS = 500;
const TRACE = /\bat .+:\d+:\d+|node_modules|PostgresError|SyntaxError|TypeError|RangeError/;

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

let shop: Shop;
let monitorKey: string;
let token: string;
beforeAll(async () => {
  shop = await openShop({ isCardApiOpen: true, isRefundApiOpen: true, isQuickPayOpen: true });
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
  'pid',
  'act',
  'key',
  'out_trade_no',
  'trade_no',
  'money',
  'payId',
  'orderId',
  'product_id',
  'page',
  'fields',
  'content',
  'token',
  'skin',
  'stable',
  'monitor',
  'id',
  'text',
  'size',
  'format',
  '__proto__',
  'constructor',
  'ticket',
  'amount',
  'paid_at',
  'payer',
  'a[]',
  'a[b]',
  '',
];
const nasty = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
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

/** The signed fields of the gatepay calls after the appkey, with values that are right. */
const GATEPAY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/api/grouppay/create': { fields: '1:1,2:1', type: 'alipay', out_order_id: 'hostile', custom: 'c' },
  '/api/stablepay/create': { product_id: '1', type: 'alipay', out_order_id: 'hostile', custom: 'c' },
  '/api/pay/create': {
    product_id: '1',
    product_num: '1',
    pay_type: 'alipay',
    out_order_id: 'hostile',
    custom: 'c',
  },
  '/api/product/show': {},
  '/api/ka/show': { product_id: '1' },
  '/api/ka/create': { product_id: '1', content: 'a card key' },
  '/api/find/findOrder': { out_order_id: 'hostile' },
  '/api/order/check': { out_order_id: 'hostile' },
};

const EPAY_ORDER = {
  type: 'alipay',
  out_trade_no: 'hostile',
  notify_url: 'http://127.0.0.1:9/n',
  return_url: 'http://127.0.0.1:9/r',
  name: 'goods',
  money: '1.00',
  clientip: '127.0.0.1',
  device: 'pc',
  param: 'p',
};
const EPAY_QUERY = {
  act: 'order',
  out_trade_no: 'hostile',
  trade_no: '',
  limit: '5',
  page: '1',
  money: '1.00',
};
const VMQ_SIGNED: Readonly<Record<string, readonly string[]>> = {
  '/createOrder': ['payId', 'param', 'type', 'price'],
  '/getOrder': [],
  '/checkOrder': [],
  '/closeOrder': ['orderId'],
  '/getState': ['t'],
};

/** One value of a right request becomes something else before it is signed. */
function damaged(right: Readonly<Record<string, string>>): fc.Arbitrary<Record<string, string>> {
  const names = Object.keys(right);
  if (names.length === 0) return fc.constant({});
  return fc.tuple(fc.constantFrom(...names), value).map(([name, text]) => ({ ...right, [name]: text }));
}

function aimedAtGatepay(right: Readonly<Record<string, string>>): fc.Arbitrary<Pairs> {
  const { appkey, appsecret } = shop.merchant;
  return fc.tuple(damaged(right), value).map(([sent, page]): Pairs => {
    const sign = doubleMd5(appkey + Object.values(sent).join(''), appsecret);
    return Object.entries({ appkey, ...sent, page, sign });
  });
}

function aimedAtEpay(path: string): fc.Arbitrary<Pairs> {
  const { pid, epayKey } = shop.merchant;
  if (path === '/api.php') {
    const act = fc.constantFrom('query', 'settle', 'order', 'orders', 'refund');
    return fc
      .tuple(act, damaged(EPAY_QUERY))
      .map(([known, sent]): Pairs => Object.entries({ ...sent, act: known, pid: String(pid), key: epayKey }));
  }
  return damaged(EPAY_ORDER).map((sent): Pairs => {
    const all: Record<string, string> = { ...sent, pid: String(pid) };
    const pairs = Object.entries(all).filter(([, text]) => text.trim() !== '');
    const text = pairs.sort(([one], [other]) => (one < other ? -1 : 1)).map((pair) => pair.join('='));
    return Object.entries({ ...all, sign: md5(text.join('&') + epayKey), sign_type: 'MD5' });
  });
}

function aimedAtVmq(signed: readonly string[]): fc.Arbitrary<Pairs> {
  const right = {
    payId: 'hostile',
    param: 'p',
    type: '2',
    price: '1.00',
    orderId: token,
    t: '1',
    isHtml: '0',
  };
  return damaged(right).map((sent): Pairs => {
    const text = signed.map((name) => (sent as Record<string, string>)[name] ?? '').join('');
    return Object.entries({ ...sent, sign: md5(text + shop.merchant.vmqKey) });
  });
}

function aimedAtMonitor(path: string): fc.Arbitrary<Pairs> {
  if (path === '/appHeart') {
    return value.map(
      (t): Pairs => [
        ['t', t],
        ['sign', md5(t + monitorKey)],
      ],
    );
  }
  return damaged({ type: '2', price: '1.0', t: '1700000000123' }).map((sent): Pairs => {
    const { type = '', price = '', t = '' } = sent;
    return Object.entries({ ...sent, sign: md5(type + price + t + monitorKey) });
  });
}

/** A request that is right and signed but for one value, so that what stands behind the signature sees it too. */
function aimed(path: string): fc.Arbitrary<Pairs> {
  const { merchant } = shop;
  const gatepay = GATEPAY[path];
  const vmq = VMQ_SIGNED[path];
  if (gatepay !== undefined) return aimedAtGatepay(gatepay);
  if (vmq !== undefined) return aimedAtVmq(vmq);
  if (path.endsWith('.php')) return aimedAtEpay(path);
  if (path === '/appHeart' || path === '/appPush') return aimedAtMonitor(path);
  if (path.startsWith('/pay/any')) {
    const right = {
      price: '1.00',
      custom: 'c',
      skin: '0',
      stable: '1',
      type: 'alipay',
      nonce: 'n'.repeat(22),
    };
    const { appkey, quickPayToken } = merchant;
    return damaged(right).map((sent): Pairs => Object.entries({ appkey, token: quickPayToken, ...sent }));
  }
  if (path === '/pay/appeal') {
    const right = { amount: '10.00', paid_at: '2026-11-21T14:05', payer: 'p' };
    return fc
      .tuple(damaged(right), fc.oneof(fc.constant(token), value))
      .map(([sent, id]): Pairs => Object.entries({ id, ...sent }));
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
  return damaged({ price: '1.00', type: 'alipay', out_order_id: 'hostile', custom: 'c' }).map(
    (sent): Pairs => Object.entries(signedOrder(merchant, 'hostile', sent)),
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

test('more than ten thousand inputs are sent', () => {
  expect((endpoints.length - 1) * RUNS).toBeGreaterThan(10_000);
});

test('a signature made with an empty secret opens nothing', async () => {
  const params = signedOrder({ ...shop.merchant, appsecret: '' }, 'empty-secret');
  const sent = { query: '', type: 'application/x-www-form-urlencoded', body: form(Object.entries(params)) };
  expect((await send('/api/anypay/create', 'POST', sent)).text).toContain('"code":104');
});
