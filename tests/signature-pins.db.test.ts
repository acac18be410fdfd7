import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { createProduct, importCards } from '@/lib/core/catalogue';
import { changeSettings, findCredential, pinSignature } from '@/lib/core/merchants';
import { findOrderByReference, isPaid, settleByHand } from '@/lib/core/orders';
import { dialects } from '@/lib/dialects';
import { fen } from '@/lib/platform/money';
import { doubleMd5 } from '@/tests/support/dialect-request';
import { openShop, type Shop } from '@/tests/support/shop';

/**
 * The gatepay signature joins the fields with nothing between them, so one signed text can be cut into fields in
 * many ways, on every endpoint. These tests cut it in all of them and show that only the first meaning counts.
 */
const gateway = createGateway();

interface Endpoint {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  /** The signed fields after the appkey, in their order, and how each may look. */
  readonly fields: readonly (readonly [name: string, pattern: RegExp])[];
  /** Unsigned fields that the request needs. */
  readonly extra?: Readonly<Record<string, string>>;
}

const PRICE = /^(0|[1-9]\d{0,7})(\.\d{1,2})?$/;
const REFERENCE = /^[A-Za-z0-9_\-.:@#]{1,64}$/;
const CUSTOM = /^.{0,255}$/;
const TYPE = /^(alipay|wechat)$/;
const NUMBER = /^[1-9]\d{0,8}$/;
const tail = [
  ['type', TYPE],
  ['out_order_id', REFERENCE],
  ['custom', CUSTOM],
] as const;

const CREATES: readonly Endpoint[] = [
  { path: '/api/anypay/create', method: 'POST', fields: [['price', PRICE], ...tail] },
  { path: '/api/cloudpay/create', method: 'POST', fields: [['price', PRICE], ...tail] },
  { path: '/api/stablepay/create', method: 'POST', fields: [['product_id', NUMBER], ...tail] },
  {
    path: '/api/grouppay/create',
    method: 'POST',
    fields: [['fields', /^[1-9]\d{0,8}:[1-9]\d{0,2}(,[1-9]\d{0,8}:[1-9]\d{0,2}){0,19}$/], ...tail],
  },
  {
    path: '/api/pay/create',
    method: 'POST',
    fields: [
      ['product_id', NUMBER],
      ['product_num', NUMBER],
      ['pay_type', /^(alipay|wechat|onecode)$/],
      ['out_order_id', REFERENCE],
      ['custom', CUSTOM],
    ],
  },
];
const CARDS: readonly Endpoint[] = [
  { path: '/api/ka/show', method: 'POST', fields: [['product_id', NUMBER]], extra: { page: '1' } },
  {
    path: '/api/ka/create',
    method: 'POST',
    fields: [
      ['product_id', NUMBER],
      ['content', /^.+$/],
    ],
  },
];
const QUERY: Endpoint = { path: '/api/find/findOrder', method: 'GET', fields: [['out_order_id', REFERENCE]] };
/** A query writes nothing, so what it is taken for is never the danger; what is made of its signature is. */
const WRITING = [...CREATES, ...CARDS];

let shop: Shop;
let productId: number;
beforeAll(async () => {
  shop = await openShop();
  const { merchantId } = shop;
  await changeSettings(merchantId, { isCardApiOpen: true });
  // Numbers that prices and references begin with, so that re-cut texts name real products.
  for (let made = 0; made < 12; made += 1) {
    const product = await createProduct({
      merchantId,
      name: `p${made}`,
      price: fen(100),
      categoryId: null,
      delivery: 'none',
    });
    productId = product.productId;
  }
  await importCards({ merchantId, productId, mode: 'live', lines: ['a key'] });
});

// What one test pinned would hide what another looks for.
beforeEach(() => sql()`truncate signature_pins`.then(() => undefined));

/** Every way to cut `text` into fields that the endpoint would read. */
function cuts(text: string, fields: Endpoint['fields']): string[][] {
  const [first, ...rest] = fields;
  if (first === undefined) return text === '' ? [[]] : [];
  const [, pattern] = first;
  const found: string[][] = [];
  for (let end = rest.length === 0 ? text.length : 0; end <= text.length; end += 1) {
    const head = text.slice(0, end);
    if (!pattern.test(head)) continue;
    for (const others of cuts(text.slice(end), rest)) found.push([head, ...others]);
  }
  return found;
}

interface Answer {
  readonly code: number;
  readonly data: unknown;
}

async function send(endpoint: Endpoint, values: readonly string[]): Promise<Answer> {
  const { appkey, appsecret } = shop.merchant;
  const named = endpoint.fields.map(([name], index) => [name, values[index] ?? '']);
  const sign = doubleMd5(appkey + values.join(''), appsecret);
  const form = new URLSearchParams([
    ['appkey', appkey],
    ...named,
    ...Object.entries(endpoint.extra ?? {}),
    ['sign', sign],
  ] as string[][]);
  const url = `http://localhost${endpoint.path}`;
  const request =
    endpoint.method === 'GET'
      ? new Request(`${url}?${form}`)
      : new Request(url, { method: 'POST', body: form });
  return (await (await gateway.fetch(request)).json()) as Answer;
}

function meaning({ path }: Endpoint, values: readonly string[]): string {
  return JSON.stringify([path, ...values]);
}

/** Sends every other reading of the text to every endpoint that writes; answers how many there were. */
async function refusesOtherReadings(text: string, meant: string | null): Promise<number> {
  let count = 0;
  for (const endpoint of WRITING) {
    const readings = cuts(text, endpoint.fields).filter((values) => meaning(endpoint, values) !== meant);
    // All of a short text; of a long one the first and the last, which differ most.
    const chosen = readings.length <= 6 ? readings : [...readings.slice(0, 3), ...readings.slice(-3)];
    for (const values of chosen) {
      const { code } = await send(endpoint, values);
      expect(code, `${endpoint.path} took ${JSON.stringify(values)}`).not.toBe(100);
      count += 1;
    }
  }
  return count;
}

const digits = fc.stringMatching(/^[1-9]\d{0,5}$/);
const reference = fc.oneof(
  digits,
  fc.stringMatching(/^[A-Z]\d{1,6}$/),
  fc.stringMatching(/^\d(alipay|wechat|onecode)\d{1,4}$/),
  fc.stringMatching(/^[1-9]:[1-9](alipay|wechat)[a-z]\d$/),
);
const custom = fc.oneof(
  fc.constant(''),
  digits,
  fc.stringMatching(/^[a-z@.]{1,12}$/),
  fc.stringMatching(/^\d\.\d\d(alipay|wechat)[A-Z]\d{1,3}$/),
);
const price = fc.stringMatching(/^[1-9]\d{0,2}\.\d{2}$/);
const small = fc.integer({ min: 1, max: 12 }).map(String);
const type = fc.constantFrom('alipay');

function messageOf(endpoint: Endpoint): fc.Arbitrary<string[]> {
  const parts: Readonly<Record<string, fc.Arbitrary<string>>> = {
    price,
    type,
    pay_type: fc.constantFrom('alipay', 'onecode'),
    out_order_id: reference,
    custom,
    product_id: small,
    product_num: small,
    fields: fc.tuple(small, small).map(([id, number]) => `${id}:${number}`),
    content: fc.oneof(
      digits,
      custom.filter((text) => text !== ''),
    ),
  };
  return fc.tuple(...endpoint.fields.map(([name]) => parts[name] ?? custom));
}

/** A text may be refused because an earlier run cut it otherwise; then nothing is left to show. */
async function isTaken(endpoint: Endpoint, values: readonly string[]): Promise<boolean> {
  return (await send(endpoint, values)).code === 100;
}

test.each([...CREATES, ...CARDS].map((endpoint) => [endpoint.path, endpoint] as const))(
  'a text that %s has taken is refused in every other reading, on every endpoint',
  { timeout: 120_000 },
  async (_path, endpoint) => {
    let readings = 0;
    await fc.assert(
      fc.asyncProperty(messageOf(endpoint), async (values) => {
        if (!(await isTaken(endpoint, values))) return;
        readings += await refusesOtherReadings(values.join(''), meaning(endpoint, values));
      }),
      { numRuns: 120 },
    );
    if (endpoint.path !== '/api/ka/show') expect(readings).toBeGreaterThan(50);
  },
);

test('a text that a query was signed for makes no order, shows no keys and plants none', async () => {
  let readings = 0;
  await fc.assert(
    fc.asyncProperty(reference, async (outOrderId) => {
      await send(QUERY, [outOrderId]);
      readings += await refusesOtherReadings(outOrderId, null);
    }),
    { numRuns: 200 },
  );
  expect(readings).toBeGreaterThan(50);
});

test('what we signed ourselves, in callbacks and return addresses, is refused on every endpoint', async () => {
  const { merchantId } = shop;
  const credential = await findCredential(merchantId, 'live');
  if (credential === null) throw new Error('the shop has no keys');
  const created = await send(CREATES[0] as Endpoint, ['5.00', 'alipay', '20240011', '1.00alipay7']);
  expect(created.code).toBe(100);
  const placed = await findOrderByReference({ merchantId, mode: 'live', outOrderId: '20240011' });
  const order = await settleByHand({
    merchantId,
    orderId: placed?.id ?? 0,
    actor: 'test',
    reason: 'r',
    amount: fen(500),
  });
  if (!isPaid(order)) throw new Error('the order is not paid');
  let readings = 0;
  for (const id of ['gatepay-v1', 'cloudpay', 'gatepay-product'] as const) {
    const told = dialects[id].notification(order, credential);
    const back = dialects[id].redirect(order, credential);
    for (const { pin, params } of [
      { pin: told.pin, params: new URLSearchParams(told.params) },
      { pin: back?.pin, params: new URL(back?.address ?? '').searchParams },
    ]) {
      if (!pin) throw new Error(`${id} signs without a pin`);
      // As the worker and the checkout do before the text leaves.
      expect(await pinSignature(merchantId, pin)).toBe(true);
      const text = [...params]
        .filter(([name]) => name !== 'sign' && name !== 'appkey')
        .map(([, value]) => value)
        .join('');
      expect(params.get('sign')).toBe(doubleMd5(credential.appkey + text, credential.appsecret));
      readings += await refusesOtherReadings(text, null);
    }
  }
  expect(readings).toBeGreaterThan(20);
});

test('the same request again is the same order, however often', async () => {
  const values = ['3.00', 'alipay', randomUUID(), 'again'];
  const first = await send(CREATES[0] as Endpoint, values);
  for (let times = 0; times < 3; times += 1) {
    expect((await send(CREATES[0] as Endpoint, values)).data).toEqual(first.data);
  }
});

test('pins keep to their merchant', async () => {
  const other = await openShop();
  const digest = createHash('sha256').update('one text').digest();
  expect(await pinSignature(shop.merchantId, { digest, meaning: Buffer.from('a') })).toBe(true);
  expect(await pinSignature(shop.merchantId, { digest, meaning: Buffer.from('b') })).toBe(false);
  expect(await pinSignature(other.merchantId, { digest, meaning: Buffer.from('b') })).toBe(true);
});
