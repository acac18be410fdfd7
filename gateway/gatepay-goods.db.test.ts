import { randomUUID } from 'node:crypto';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { removeAccount } from '@/lib/core/accounts';
import { changeProduct, findProduct, goodsOfOrder, importCards, removeProduct } from '@/lib/core/catalogue';
import { expireDueOrders, findOrderByReference, settleByHand } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { type Params, signedOrder, signedOver, signedQuery } from '@/tests/support/dialect-request';
import { addProduct, openStall, type Stall } from '@/tests/support/stall';

const SITE = 'http://127.0.0.1:3999';
const gateway = createGateway();

interface Answer {
  code: number;
  msg: string;
  time: string;
  data: Record<string, unknown> | null;
}

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await gateway.fetch(new Request(`http://localhost${path}`, init));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return (await response.json()) as Answer;
}

const post = (path: string, params: Params | URLSearchParams | FormData) =>
  ask(path, { method: 'POST', body: params instanceof FormData ? params : new URLSearchParams(params) });

const without = (params: Params, name: string) =>
  Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));

const lines = (count: number) => Array.from({ length: count }, (_, index) => `key-${index + 1}`);

let stall: Stall;
beforeAll(async () => {
  stall = await openStall(lines(300));
});

const endpoints = {
  '/api/grouppay/create': {
    name: 'fields',
    goods: (productId: number) => `${productId}:1`,
    codes: { taken: 208, unknown: 204, short: 204 },
  },
  '/api/stablepay/create': {
    name: 'product_id',
    goods: String,
    codes: { taken: 204, unknown: 205, short: 206 },
  },
} as const;

type Path = keyof typeof endpoints;

function signed(path: Path, shop: Stall, extra: Params = {}): Params {
  const { name, goods } = endpoints[path];
  return signedOver(shop.merchant, [name, 'type', 'out_order_id', 'custom'], {
    [name]: goods(shop.productId),
    type: 'wechat',
    out_order_id: randomUUID(),
    custom: 'terry',
    ...extra,
  });
}

describe.each(Object.keys(endpoints) as Path[])('%s', (path) => {
  const { name, goods, codes } = endpoints[path];
  const create = (params: Params | URLSearchParams | FormData) => post(path, params);

  test('answers as the spec’s example, with the parameters as they were sent', async () => {
    const params = signed(path, stall);
    const { code, msg, time, data } = await create(params);
    expect({ code, msg }).toEqual({ code: 100, msg: '请求成功' });
    expect(time).toMatch(/^\d{10}$/);
    expect(Object.keys(data ?? {})).toEqual(['pay_url', 'api_url', 'qrcode_url', 'qrcode_body', 'params']);
    expect(data?.params).toEqual(without(without(params, 'appkey'), 'sign'));
    expect(data?.pay_url).toMatch(/^http:\/\/127\.0\.0\.1:3999\/pay\/api\?id=[\w-]{22}&type=wechat$/);
    expect(data?.api_url).toBe(`${data?.pay_url}&format=json`);
    const text = encodeURIComponent(String(data?.pay_url));
    expect(data?.qrcode_url).toBe(`${SITE}/qrcode/build?size=130&text=${text}`);
    const [label, base64 = ''] = String(data?.qrcode_body).split(',');
    expect(label).toBe('data:image/png;base64');
    const { data: pixels, width, height } = PNG.sync.read(Buffer.from(base64, 'base64'));
    expect(jsqr(new Uint8ClampedArray(pixels), width, height)?.data).toBe(data?.pay_url);
  });

  test('the same goods are the same order whatever they cost by now; others are refused', async () => {
    const shop = await openStall(lines(9));
    const params = signed(path, shop);
    const first = await create(params);
    await changeProduct({ merchantId: shop.merchantId, productId: shop.productId, price: fen(9900) });
    expect((await create(params)).data?.pay_url).toBe(first.data?.pay_url);
    const out_order_id = params.out_order_id ?? '';
    const other = await addProduct(shop.merchantId, {}, ['x']);
    expect((await create(signed(path, shop, { out_order_id, [name]: goods(other) }))).code).toBe(codes.taken);
    const { code, msg } = await create(signed(path, shop, { out_order_id, custom: 'other' }));
    expect({ code, msg }).toMatchObject({ code: codes.taken, msg: expect.stringContaining('队列创建错误') });
    expect(await findProduct({ ...shop, mode: 'live' })).toMatchObject({ locked: 1, unsold: 8 });
  });

  test('JSON with bare numbers, multipart, `_t`, a trailing and a doubled leading slash are taken', async () => {
    const params = signed(path, stall, { custom: '7' });
    const body = JSON.stringify(params).replace('"custom":"7"', '"custom":7');
    const headers = { 'content-type': 'application/json' };
    expect((await ask(path, { method: 'POST', body, headers })).code).toBe(100);
    const form = new FormData();
    for (const [key, text] of Object.entries(signed(path, stall))) form.set(key, text);
    expect((await create(form)).code).toBe(100);
    expect((await post(`${path}/`, { ...signed(path, stall), _t: '1556614084' })).code).toBe(100);
    expect((await post(`/${path}`, signed(path, stall, { custom: '' }))).code).toBe(100);
  });

  test('own addresses are taken when they lead to a registered host', async () => {
    const notify_url = 'http://127.0.0.1:9/other?x=1';
    expect((await create(signed(path, stall, { notify_url, return_url: '' }))).code).toBe(100);
  });

  const refusals: [code: number, word: RegExp, why: string, params: () => Params][] = [
    [101, /秘钥必须/, 'no appkey', () => without(signed(path, stall), 'appkey')],
    [102, /无效的秘钥/, 'an unknown appkey', () => ({ ...signed(path, stall), appkey: 'f'.repeat(32) })],
    [103, /签名必须/, 'no sign', () => without(signed(path, stall), 'sign')],
    [105, new RegExp(name), 'no goods', () => without(signed(path, stall), name)],
    [105, new RegExp(name), 'empty goods', () => signed(path, stall, { [name]: '' })],
    [105, new RegExp(name), 'a product 0', () => signed(path, stall, { [name]: goods(0) })],
    [105, new RegExp(name), 'a negative product', () => signed(path, stall, { [name]: goods(-8) })],
    [105, new RegExp(name), 'words', () => signed(path, stall, { [name]: "8' or 1=1" })],
    [105, /type/, 'no type', () => without(signed(path, stall), 'type')],
    [105, /out_order_id/, 'a reference with a space', () => signed(path, stall, { out_order_id: 'a b' })],
    [105, /custom/, 'no custom', () => without(signed(path, stall), 'custom')],
    [106, /price/, 'a price', () => signed(path, stall, { price: '0.01' })],
    [106, /notify_url/, 'a foreign host', () => signed(path, stall, { notify_url: 'https://evil.example/' })],
    [104, /无效的签名/, 'a wrong sign', () => ({ ...signed(path, stall), sign: '0'.repeat(32) })],
    [104, /无效的签名/, 'altered goods', () => ({ ...signed(path, stall), [name]: goods(9) })],
    [201, /无效的支付方式/, 'an unknown type', () => signed(path, stall, { type: 'cash' })],
    [201, /无效的支付方式/, 'qq', () => signed(path, stall, { type: 'qq' })],
    [201, /无效的支付方式/, 'onecode', () => signed(path, stall, { type: 'onecode' })],
    [codes.unknown, /不存在/, 'an unknown product', () => signed(path, stall, { [name]: goods(99999999) })],
  ];
  test.each(refusals)('%i %s: %s', async (code, word, _why, params) => {
    const answer = await create(params());
    expect(answer).toMatchObject({ code, data: null });
    expect(answer.msg).toMatch(word);
  });

  test('105 a body that is not what its type says, 106 a field that comes twice, 199 GET', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await ask(path, { method: 'POST', body: '{"appkey":', headers })).code).toBe(105);
    const params = signed(path, stall);
    expect((await create(new URLSearchParams([...Object.entries(params), ['custom', 'x']]))).code).toBe(106);
    expect((await ask(`${path}?${new URLSearchParams(params)}`)).code).toBe(199);
  });

  test('products of others, removed, off sale and sold out are refused, each in its word', async () => {
    const shop = await openStall(['a']);
    const key = { merchantId: shop.merchantId, productId: shop.productId };
    const foreign = await create(signed(path, shop, { [name]: goods(stall.productId) }));
    expect(foreign).toMatchObject({ code: codes.unknown, msg: expect.stringContaining('不存在') });
    await changeProduct({ ...key, isOnSale: false });
    const offSale = await create(signed(path, shop));
    expect(offSale).toMatchObject({ code: codes.unknown, msg: expect.stringContaining('下架') });
    await changeProduct({ ...key, isOnSale: true });
    expect((await create(signed(path, shop))).code).toBe(100);
    expect((await create(signed(path, shop))).code).toBe(codes.short);
    await removeProduct(key);
    expect((await create(signed(path, shop))).code).toBe(codes.unknown);
  });

  test('107 closed, 108 and 109 without addresses, 202 method closed, 203 no account, 102 suspended', async () => {
    const closed = await openStall(['a'], { isApiOpen: false });
    expect((await create(signed(path, closed))).code).toBe(107);
    const unheard = await openStall(['a'], { notifyUrl: null });
    expect((await create(signed(path, unheard))).code).toBe(108);
    const stranded = await openStall(['a'], { returnUrl: null });
    expect((await create(signed(path, stranded))).code).toBe(109);
    const withoutWechat = await openStall(['a'], { isWechatOpen: false });
    expect((await create(signed(path, withoutWechat))).code).toBe(202);
    const offline = await openStall(['a']);
    await removeAccount(offline);
    expect((await create(signed(path, offline, { type: 'alipay' }))).code).toBe(203);
    expect(await findProduct({ ...offline, mode: 'live' })).toMatchObject({ unsold: 1 });
    const suspended = await openStall(['a']);
    await sql()`update merchants set status = 'suspended' where id = ${suspended.merchantId}`;
    const answer = await create(signed(path, suspended));
    expect(answer).toMatchObject({ code: 102, msg: expect.stringContaining('停用') });
  });

  test('an order that expires gives its keys back, and paid all the same it is owed and then filled', async () => {
    const shop = await openStall(['a']);
    const params = signed(path, shop);
    await create(params);
    const reference = {
      merchantId: shop.merchantId,
      mode: 'live',
      outOrderId: params.out_order_id ?? '',
    } as const;
    const order = await findOrderByReference(reference);
    await sql()`update orders set expires_at = now() - interval '1 second' where id = ${order?.id ?? 0}`;
    await expireDueOrders({ limit: 100 });
    expect((await create(signed(path, shop))).code).toBe(100);
    const { merchantId, productId } = shop;
    const key = { merchantId, orderId: order?.id ?? 0 };
    const paid = await settleByHand({ ...key, actor: 'merchant:1', reason: 'seen', amount: fen(150) });
    expect(paid.status).toBe('paid');
    expect(await goodsOfOrder(key)).toMatchObject([{ owed: 1, keys: [] }]);
    await importCards({ merchantId, productId, mode: 'live', lines: ['b'] });
    expect(await goodsOfOrder(key)).toMatchObject([{ owed: 0, keys: ['b'] }]);
    const found = await post('/api/find/findOrder', signedQuery(shop.merchant, reference.outOrderId));
    expect(found.data).toMatchObject({
      order_title: '月卡×1',
      order_price: '1.50',
      order_type: 'wechat',
      order_status: 'paid',
    });
  });
});

describe('/api/grouppay/create', () => {
  const path = '/api/grouppay/create';
  const group = (shop: Stall, fields: string) => post(path, signed(path, shop, { fields }));

  test('several products make one order at the sum of their prices, all or nothing', async () => {
    const shop = await openStall(lines(5));
    const { merchantId, productId } = shop;
    const second = await addProduct(merchantId, { name: '周卡', price: fen(99) }, ['w1', 'w2']);
    const params = signed(path, shop, { fields: `${second}:2,${productId}:3` });
    expect((await post(path, params)).code).toBe(100);
    const found = await post('/api/find/findOrder', signedQuery(shop.merchant, params.out_order_id ?? ''));
    expect(found.data).toMatchObject({ order_title: '月卡×3、周卡×2', order_price: '6.48' });
    const other = { ...params, fields: `${productId}:3,${second}:2` };
    const again = await post(path, signed(path, shop, { ...without(other, 'sign') }));
    expect(again.code).toBe(100);
    expect((await group(shop, `${productId}:1,${second}:1`)).code).toBe(204);
    expect(await findProduct({ merchantId, productId, mode: 'live' })).toMatchObject({
      unsold: 2,
      locked: 3,
    });
  });

  test.each([
    ['a product twice', '1:1,1:2'],
    ['no pieces', '1:0'],
    ['1001 pieces', '1:1001'],
    ['no number of pieces', '1'],
    ['a comma at the end', '1:1,'],
    ['spaces', '1:1, 2:1'],
    ['21 products', Array.from({ length: 21 }, (_, index) => `${index + 1}:1`).join(',')],
  ])('105: %s', async (_what, fields) => {
    expect(await group(stall, fields)).toMatchObject({ code: 105, msg: expect.stringContaining('fields') });
  });

  test('105: a sum that cannot be paid', async () => {
    const productId = await addProduct(stall.merchantId, { price: fen(9_999_999_999), delivery: 'none' });
    expect(await group(stall, `${productId}:2`)).toMatchObject({
      code: 105,
      msg: expect.stringContaining('合计'),
    });
  });
});

describe('a signature that was seen', () => {
  test('on a query cannot be sent again as an order, and the query is never refused', async () => {
    const { merchant, productId } = stall;
    const outOrderId = `${productId}wechatA1`;
    expect((await post('/api/find/findOrder', signedQuery(merchant, outOrderId))).code).toBe(201);
    const { sign = '' } = signedQuery(merchant, outOrderId);
    const stolen = { appkey: merchant.appkey, product_id: String(productId), type: 'wechat' };
    const replayed = { ...stolen, out_order_id: 'A1', custom: '', sign };
    expect(await post('/api/stablepay/create', replayed)).toMatchObject({
      code: 104,
      msg: expect.stringContaining('已用于其他请求'),
    });
    expect((await post('/api/find/findOrder', signedQuery(merchant, outOrderId))).code).toBe(201);
  });

  test('on one way of placing an order is refused on another', async () => {
    const { merchant, productId } = stall;
    const amount = signedOrder(merchant, 'B1', { price: String(productId), type: 'wechat', custom: '' });
    expect((await post('/api/anypay/create', amount)).code).toBe(100);
    const { price = '', ...rest } = amount;
    expect((await post('/api/stablepay/create', { ...rest, product_id: price })).code).toBe(104);
    const params = signed('/api/stablepay/create', stall, { out_order_id: 'C1', custom: '23' });
    expect((await post('/api/stablepay/create', params)).code).toBe(100);
    const shifted = { ...params, out_order_id: 'C12', custom: '3' };
    expect((await post('/api/stablepay/create', shifted)).code).toBe(104);
  });
});
