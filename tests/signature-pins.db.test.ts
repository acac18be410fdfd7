import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
/** A query moves nothing, so what it is taken for is never the danger; what is made of its signature is. */
const GUARDED = [...CREATES, ...CARDS];
const MOVING = GUARDED.filter(({ path }) => path !== '/api/ka/show');
const MISREAD = '相同的签名文本已用于其他请求';

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
  readonly msg: string;
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

/** Sends every other reading of the text to each of the endpoints; answers how many there were. */
async function refusesOtherReadings(
  text: string,
  meant: string | null,
  endpoints: readonly Endpoint[] = GUARDED,
): Promise<number> {
  let count = 0;
  for (const endpoint of endpoints) {
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

test('a text that a query was signed for makes no order and plants no key', async () => {
  let readings = 0;
  await fc.assert(
    fc.asyncProperty(reference, async (outOrderId) => {
      await send(QUERY, [outOrderId]);
      readings += await refusesOtherReadings(outOrderId, null, MOVING);
    }),
    { numRuns: 200 },
  );
  expect(readings).toBeGreaterThan(50);
});

const [SHOW, PLANT] = CARDS as [Endpoint, Endpoint];

test('the keys of a product are shown after a query for an order of its number', async () => {
  // And the other way round, as often as he likes.
  for (let times = 0; times < 2; times += 1) {
    expect((await send(QUERY, [String(productId)])).msg).not.toContain(MISREAD);
    expect((await send(SHOW, [String(productId)])).code).toBe(100);
  }
});

test('the keys of a product are shown after its number was sent as a key of another and refused', async () => {
  const number = String(productId);
  await changeSettings(shop.merchantId, { isCardApiOpen: false });
  expect((await send(PLANT, [number.slice(0, 1), number.slice(1)])).code).toBe(107);
  await changeSettings(shop.merchantId, { isCardApiOpen: true });
  expect((await send(SHOW, [number])).code).toBe(100);
});

test('a key that was refused for an unknown product leaves its text free', async () => {
  const key = randomUUID();
  expect((await send(PLANT, ['77', key])).code).toBe(103);
  expect((await send(PLANT, ['7', `7${key}`])).code).toBe(100);
  expect((await send(PLANT, ['77', key])).code).toBe(106);
});

test('an order that was refused leaves its text free for what it means elsewhere', async () => {
  const [any, cloud] = CREATES as [Endpoint, Endpoint];
  const number = randomUUID();
  await sql()`update accounts set online_switch = 'off' where merchant_id = ${shop.merchantId}`;
  expect((await send(any, ['1.00', 'alipay', `${number}7`, ''])).code).toBe(204);
  await sql()`update accounts set online_switch = 'on' where merchant_id = ${shop.merchantId}`;
  expect((await send(cloud, ['1.00', 'alipay', number, '7'])).code).toBe(100);
  expect((await send(any, ['1.00', 'alipay', `${number}7`, ''])).code).toBe(104);
});

/** What one text did so far. */
interface Deeds {
  moved: string | null;
  isRead: boolean;
}

/** Whether the text may not be taken for this, because it did something else. */
function isSpent({ moved, isRead }: Deeds, endpoint: Endpoint, values: readonly string[]): boolean {
  if (endpoint === QUERY) return false;
  if (endpoint === SHOW) return moved !== null;
  return moved === null ? isRead : moved !== meaning(endpoint, values);
}

const token = fc.constantFrom('1', '2', '7', '12', '1.00', '2:1', 'alipay', 'onecode', 'A', 'b', '.5');
const texts = fc
  .array(fc.array(token, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 })
  .map((all) => all.map((tokens) => tokens.join('')));
const calls = fc.array(
  fc.record({ text: fc.nat(), endpoint: fc.nat(), cut: fc.nat(), isServed: fc.boolean() }),
  { minLength: 2, maxLength: 14 },
);

test('no text moves anything in two meanings, and what only read or was refused stands in nobody’s way', {
  timeout: 240_000,
}, async () => {
  const seen = { moved: 0, refused: 0, misread: 0, read: 0 };
  const { merchantId } = shop;
  const call = async (deeds: Deeds, endpoint: Endpoint, values: readonly string[]) => {
    const { code, msg } = await send(endpoint, values);
    const isMisread = msg.includes(MISREAD);
    const isTaken = code === 100;
    const what = `${endpoint.path} ${JSON.stringify(values)} after ${JSON.stringify(deeds)}`;
    if (isSpent(deeds, endpoint, values)) expect(isTaken, what).toBe(false);
    else expect(isMisread, what).toBe(false);
    const isReading = endpoint === QUERY || endpoint === SHOW;
    if (endpoint === QUERY || (isTaken && isReading)) deeds.isRead ||= deeds.moved === null;
    if (isTaken && !isReading) deeds.moved = meaning(endpoint, values);
    seen[isMisread ? 'misread' : isReading ? 'read' : isTaken ? 'moved' : 'refused'] += 1;
  };
  await fc.assert(
    fc.asyncProperty(texts, calls, async (all, steps) => {
      await sql()`truncate signature_pins`;
      const deeds = new Map<string, Deeds>(all.map((text) => [text, { moved: null, isRead: false }]));
      for (const { text, endpoint, cut, isServed } of steps) {
        const chosen = all[text % all.length] ?? '';
        const readings = [...GUARDED, QUERY].flatMap((one) =>
          cuts(chosen, one.fields).map((values) => [one, values] as const),
        );
        const ways = [...new Set(readings.map(([one]) => one))];
        const way = ways[endpoint % Math.max(1, ways.length)];
        const ofWay = readings.filter(([one]) => one === way);
        const reading = ofWay[cut % Math.max(1, ofWay.length)];
        if (reading === undefined) continue;
        await sql()`update accounts set online_switch = ${isServed ? 'on' : 'off'} where merchant_id = ${merchantId}`;
        await call(deeds.get(chosen) as Deeds, ...reading);
      }
    }),
    { numRuns: 400 },
  );
  await sql()`update accounts set online_switch = 'on' where merchant_id = ${merchantId}`;
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
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

describe('V免签, whose calls are joined in the same way', () => {
  const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex');
  const WAY = /^[124]$/;
  const create: Endpoint = {
    path: '/createOrder',
    method: 'GET',
    fields: [
      ['payId', REFERENCE],
      ['param', CUSTOM],
      ['type', WAY],
      ['price', /^(0|[1-9]\d{0,7})(\.\d{1,2})?$/],
    ],
  };

  async function sendVmq({ path, fields }: Endpoint, values: readonly string[]): Promise<Answer> {
    const { vmqKey } = shop.credential;
    const named = fields.map(([name], index) => [name, values[index] ?? '']);
    const form = new URLSearchParams([...named, ['sign', md5(values.join('') + vmqKey)]] as string[][]);
    return (await (await gateway.fetch(new Request(`http://localhost${path}?${form}`))).json()) as Answer;
  }

  async function refusesCreates(text: string): Promise<number> {
    const readings = cuts(text, create.fields);
    for (const values of readings) expect(await sendVmq(create, values), text).toMatchObject({ code: -1 });
    return readings.length;
  }

  test('a time that the state was asked at makes no order, and is asked at as often as he likes', async () => {
    const state: Endpoint = { path: '/getState', method: 'GET', fields: [['t', /^\d+$/]] };
    let readings = 0;
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^17\d{4}[12]\d{1,3}$/), async (t) => {
        expect(await sendVmq(state, [t])).toMatchObject({ code: 1 });
        readings += await refusesCreates(t);
        expect(await sendVmq(state, [t])).toMatchObject({ code: 1 });
      }),
      { numRuns: 40 },
    );
    expect(readings).toBeGreaterThan(100);
  });

  test('an order’s number that was closed makes no order', async () => {
    const close: Endpoint = { path: '/closeOrder', method: 'GET', fields: [['orderId', /^.+$/]] };
    for (const end of ['15', '2100', '1990']) {
      const payId = `A${randomUUID()}`;
      expect(await sendVmq(create, [payId, '', '2', '10.00'])).toMatchObject({ code: 1 });
      const number = `abcdefghijklmnopqrs${end}`;
      await sql()`update orders set token = ${number} where merchant_id = ${shop.merchantId} and out_order_id = ${payId}`;
      expect(await sendVmq(close, [number])).toMatchObject({ code: 1 });
      expect(await refusesCreates(number)).toBeGreaterThan(0);
    }
  });
});

test('pins keep to their merchant', async () => {
  const other = await openShop();
  const digest = createHash('sha256').update('one text').digest();
  expect(await pinSignature(shop.merchantId, { digest, meaning: Buffer.from('a') })).toBe(true);
  expect(await pinSignature(shop.merchantId, { digest, meaning: Buffer.from('b') })).toBe(false);
  expect(await pinSignature(other.merchantId, { digest, meaning: Buffer.from('b') })).toBe(true);
});
