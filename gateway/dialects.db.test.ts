import { randomUUID } from 'node:crypto';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { removeAccount } from '@/lib/core/accounts';
import { rotateSecrets } from '@/lib/core/merchants';
import { closeOrder, findOrder } from '@/lib/core/orders';
import { doubleMd5, type Keys, type Params, signedOrder, signedQuery } from '@/tests/support/dialect-request';
import { openShop, type Shop } from '@/tests/support/shop';

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

let shop: Shop;
let keys: Keys;
beforeAll(async () => {
  shop = await openShop();
  keys = shop.merchant;
});

describe.each(['/api/anypay/create', '/api/cloudpay/create'])('%s', (path) => {
  const create = (params: Params | URLSearchParams | FormData) => post(path, params);

  test('a signed order gets its pay address, and the parameters back as text', async () => {
    const params = signedOrder(keys, randomUUID());
    const { code, msg, time, data } = await create(params);
    expect({ code, msg }).toEqual({ code: 100, msg: '请求成功' });
    expect(time).toMatch(/^\d{10}$/);
    expect(data?.params).toEqual(params);
    expect(data?.pay_url).toMatch(/^http:\/\/127\.0\.0\.1:3999\/pay\/api\?id=[\w-]{22}&type=alipay$/);
    const text = encodeURIComponent(String(data?.pay_url));
    expect(data?.qrcode_url).toBe(`${SITE}/qrcode/build?size=130&text=${text}`);
  });

  test('the same order is the same address, on either spelling of the price; another content is 208', async () => {
    const id = randomUUID();
    const first = await create(signedOrder(keys, id, { price: '1' }));
    const again = await create(signedOrder(keys, id, { price: '1.00' }));
    expect(again.data?.pay_url).toBe(first.data?.pay_url);
    expect((await create(signedOrder(keys, id, { price: '1.01' }))).code).toBe(208);
    expect((await create(signedOrder(keys, id, { custom: 'other' }))).msg).toContain('out_order_id');
  });

  test.each(['1', '1.5', '0.82', '99999999.99'])('the price %s is taken as it is written', async (price) => {
    expect((await create(signedOrder(keys, randomUUID(), { price }))).code).toBe(100);
  });

  test('Chinese text and an empty custom are taken', async () => {
    expect((await create(signedOrder(keys, randomUUID(), { custom: '' }))).code).toBe(100);
    const { code, data } = await create(signedOrder(keys, randomUUID(), { custom: '用户 张三 & + %' }));
    expect(code).toBe(100);
    expect(data?.params).toMatchObject({ custom: '用户 张三 & + %' });
  });

  test('multipart is taken', async () => {
    const form = new FormData();
    for (const [name, text] of Object.entries(signedOrder(keys, randomUUID()))) form.set(name, text);
    expect((await create(form)).code).toBe(100);
  });

  test('JSON is taken, and its numbers are verified as the digits that came', async () => {
    const params = signedOrder(keys, path.includes('anypay') ? '20240011' : '20240012', {
      price: '1.50',
      custom: '7',
    });
    const body = JSON.stringify(params).replace('"1.50"', '1.50').replace('"custom":"7"', '"custom":7');
    const headers = { 'content-type': 'application/json' };
    const answer = await ask(path, { method: 'POST', body, headers });
    expect(answer.msg).toBe('请求成功');
    const altered = body.replace('1.50', '1.5');
    expect((await ask(path, { method: 'POST', body: altered, headers })).code).toBe(104);
  });

  test('a signature in upper case, `_t`, a trailing and a doubled leading slash are taken', async () => {
    const params = signedOrder(keys, randomUUID());
    const body = { ...params, sign: params.sign?.toUpperCase() ?? '', _t: '1556614084' };
    expect((await post(`${path}/`, body)).code).toBe(100);
    expect((await post(`/${path}`, body)).code).toBe(100);
  });

  const signed = (extra: Params = {}) => signedOrder(keys, 'codes-1', extra);
  const refusals: [code: number, word: RegExp, why: string, params: () => Params][] = [
    [101, /秘钥必须/, 'no appkey', () => without(signed(), 'appkey')],
    [101, /秘钥必须/, 'an empty appkey', () => ({ ...signed(), appkey: '' })],
    [102, /无效的秘钥/, 'an unknown appkey', () => ({ ...signed(), appkey: 'f'.repeat(32) })],
    [102, /无效的秘钥/, 'an appkey that is no key', () => ({ ...signed(), appkey: "'; drop --" })],
    [103, /签名必须/, 'no sign', () => without(signed(), 'sign')],
    [105, /custom/, 'no custom', () => without(signed(), 'custom')],
    [105, /price/, 'no price', () => without(signed(), 'price')],
    [105, /price/, 'an empty price', () => signed({ price: '' })],
    [105, /type/, 'an empty type', () => signed({ type: '' })],
    [105, /out_order_id/, 'an empty reference', () => signed({ out_order_id: '' })],
    [105, /out_order_id/, 'a reference with a space', () => signed({ out_order_id: 'a b' })],
    [105, /out_order_id/, 'a reference of 65', () => signed({ out_order_id: 'a'.repeat(65) })],
    [105, /custom/, 'a custom of 256', () => signed({ custom: 'a'.repeat(256) })],
    [105, /custom/, 'a control character', () => signed({ custom: 'a\nb' })],
    [105, /custom/, 'U+0000', () => signed({ custom: 'a\0b' })],
    [105, /custom 不是 UTF-8/, 'bytes that are no UTF-8', () => signed({ custom: '\uFFFD' })],
    [106, /colour/, 'an undocumented field', () => signed({ colour: 'red' })],
    [106, /custom\[\]/, 'an array', () => ({ ...signed(), 'custom[]': 'x' })],
    [104, /无效的签名/, 'a wrong sign', () => ({ ...signed(), sign: '0'.repeat(32) })],
    [104, /无效的签名/, 'a sign that is no hex', () => ({ ...signed(), sign: '签名' })],
    [104, /无效的签名/, 'an altered price', () => ({ ...signed(), price: '0.01' })],
    [201, /价格无效/, 'nothing to pay', () => signed({ price: '0' })],
    [201, /价格无效/, 'a third decimal', () => signed({ price: '1.005' })],
    [201, /价格无效/, 'an exponent', () => signed({ price: '1e2' })],
    [201, /价格无效/, 'a negative price', () => signed({ price: '-1' })],
    [201, /价格无效/, 'full-width digits', () => signed({ price: '１' })],
    [202, /无效的支付方式/, 'an unknown type', () => signed({ type: 'cash' })],
    [202, /无效的支付方式/, 'qq', () => signed({ type: 'qq' })],
    [106, /notify_url/, 'a foreign host', () => signed({ notify_url: 'https://evil.example/' })],
    [106, /notify_url/, 'no address at all', () => signed({ return_url: 'javascript:alert(1)' })],
  ];
  test.each(refusals)('%i %s: %s', async (code, word, _why, params) => {
    const answer = await create(params());
    expect(answer).toMatchObject({ code, data: null });
    expect(answer.msg).toMatch(word);
  });

  test('106: a field that comes twice, and an object in JSON', async () => {
    const twice = new URLSearchParams([...Object.entries(signed()), ['price', '10.00']]);
    expect((await create(twice)).code).toBe(106);
    const key = new URLSearchParams([...Object.entries(signed()), ['appkey', 'x']]);
    expect((await create(key)).code).toBe(106);
    const body = JSON.stringify({ ...signed(), custom: { a: 1 } });
    const headers = { 'content-type': 'application/json' };
    expect((await ask(path, { method: 'POST', body, headers })).code).toBe(106);
  });

  test('105: a body that is not what its type says; 199: GET', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await ask(path, { method: 'POST', body: '{"appkey":', headers })).code).toBe(105);
    expect((await ask(`${path}?${new URLSearchParams(signed())}`)).code).toBe(199);
  });

  test('413 in the dialect’s envelope: a body over 64 KiB', async () => {
    const request = new Request(`http://localhost${path}`, { method: 'POST', body: 'x'.repeat(65_537) });
    const response = await gateway.fetch(request);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 105, data: null });
  });

  test('own addresses are taken when they lead to a registered host', async () => {
    const notifyUrl = 'http://127.0.0.1:9/other?x=1';
    const answer = await create(signedOrder(keys, randomUUID(), { notify_url: notifyUrl, return_url: '' }));
    expect(answer.code).toBe(100);
  });

  test('107 closed, 108 without notify address, 109 without return address, 203 method closed, 204 no account', async () => {
    const closed = await openShop({ isApiOpen: false });
    expect((await create(signedOrder(closed.merchant, 'a'))).code).toBe(107);
    const unheard = await openShop({ notifyUrl: null });
    expect((await create(signedOrder(unheard.merchant, 'a'))).code).toBe(108);
    const stranded = await openShop({ returnUrl: null });
    expect((await create(signedOrder(stranded.merchant, 'a'))).code).toBe(109);
    const withoutAlipay = await openShop({ isAlipayOpen: false });
    expect((await create(signedOrder(withoutAlipay.merchant, 'a'))).code).toBe(203);
    const offline = await openShop();
    await removeAccount(offline);
    expect((await create(signedOrder(offline.merchant, 'a'))).code).toBe(204);
  });

  test('102 with a clear word: a suspended merchant, and only behind a right signature', async () => {
    const suspended = await openShop();
    await sql()`update merchants set status = 'suspended' where id = ${suspended.merchantId}`;
    const answer = await create(signedOrder(suspended.merchant, 'a'));
    expect(answer).toMatchObject({ code: 102, msg: expect.stringContaining('停用') });
    expect((await create({ ...signedOrder(suspended.merchant, 'a'), price: '1' })).code).toBe(104);
  });

  test('after a rotation the old secret passes while its overlap lasts, and the new one at once', async () => {
    const { merchantId, merchant } = await openShop();
    const [user] = await sql()<{ id: number }[]>`select id from users where merchant_id = ${merchantId}`;
    const proof = { merchantId, mode: 'live' as const, userId: user?.id ?? 0, password: merchant.password };
    const codeFor = (signer: Keys) => async () => (await create(signedOrder(signer, 'rotation'))).code;
    const fresh = { ...merchant, ...(await rotateSecrets({ ...proof, overlapSeconds: 60 })) };
    await expect.poll(codeFor(fresh)).toBe(100);
    expect(await codeFor(merchant)()).toBe(100);
    await rotateSecrets({ ...proof, overlapSeconds: 0 });
    await expect.poll(codeFor(fresh)).toBe(104);
  });
});

describe('/api/anypay/create', () => {
  test('the answer carries the address for programs and a picture of the pay address', async () => {
    const { data } = await post('/api/anypay/create', signedOrder(keys, randomUUID()));
    expect(data?.api_url).toBe(`${data?.pay_url}&format=json`);
    const [label, base64 = ''] = String(data?.qrcode_body).split(',');
    expect(label).toBe('data:image/png;base64');
    const { data: pixels, width, height } = PNG.sync.read(Buffer.from(base64, 'base64'));
    expect([width, height]).toEqual([160, 160]);
    expect(jsqr(new Uint8ClampedArray(pixels), width, height)?.data).toBe(data?.pay_url);
  });
});

describe('/api/cloudpay/create', () => {
  test('the answer has the three fields of the spec', async () => {
    const { data } = await post('/api/cloudpay/create', signedOrder(keys, randomUUID()));
    expect(Object.keys(data ?? {})).toEqual(['pay_url', 'qrcode_url', 'params']);
  });

  test('202 wechat, which this interface does not know; 209 a merchant without the cloud', async () => {
    expect((await post('/api/cloudpay/create', signedOrder(keys, 'w', { type: 'wechat' }))).code).toBe(202);
    const grounded = await openShop({ isAgent: false });
    expect((await post('/api/cloudpay/create', signedOrder(grounded.merchant, 'a'))).code).toBe(209);
    expect((await post('/api/anypay/create', signedOrder(grounded.merchant, 'a'))).code).toBe(100);
  });
});

describe.each(['/api/find/findOrder', '/api/order/check'])('%s', (path) => {
  const query = (params: Params) => ask(`${path}?${new URLSearchParams(params)}`);

  test('an order is found by GET and POST, its number a JSON number of 16 digits', async () => {
    const id = randomUUID();
    await post('/api/anypay/create', signedOrder(keys, id, { price: '1.88' }));
    const { code, data } = await query({ ...signedQuery(keys, id), _t: '1' });
    expect(code).toBe(100);
    expect(data).toEqual({
      order_id: expect.any(Number),
      order_title: '任意金额支付:1.88元',
      order_name: '任意金额支付:1.88元',
      order_price: '1.88',
      order_type: 'alipay',
      order_status: 'pending',
    });
    expect(String(data?.order_id)).toMatch(/^1\d{15}$/);
    expect((await post(path, signedQuery(keys, id))).data).toEqual(data);
  });

  test('a closed order says so', async () => {
    const id = randomUUID();
    await post('/api/cloudpay/create', signedOrder(keys, id));
    const { data } = await query(signedQuery(keys, id));
    const key = { merchantId: shop.merchantId, orderId: Number(data?.order_id) };
    await closeOrder({ ...key, actor: 'user:1' });
    expect((await query(signedQuery(keys, id))).data?.order_status).toBe((await findOrder(key))?.status);
  });

  test('201 for an order that is not the merchant’s, live or test', async () => {
    const id = randomUUID();
    await post('/api/anypay/create', signedOrder(keys, id));
    const other = await openShop();
    expect(await query(signedQuery(other.merchant, id))).toMatchObject({ code: 201, msg: '订单不存在' });
    expect((await query(signedQuery(shop.merchant.test, id))).code).toBe(201);
  });

  test('the codes of its table', async () => {
    const params = signedQuery(keys, 'x');
    const codes = await Promise.all(
      [
        without(params, 'appkey'),
        { ...params, appkey: 'f'.repeat(32) },
        without(params, 'sign'),
        without(params, 'out_order_id'),
        { ...params, price: '1.00' },
        { ...params, out_order_id: 'y' },
        { ...params, sign: doubleMd5('x', '') },
      ].map(async (one) => (await query(one)).code),
    );
    expect(codes).toEqual([101, 102, 103, 105, 106, 104, 104]);
  });
});
