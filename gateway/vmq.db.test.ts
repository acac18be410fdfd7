import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createGateway } from '@/gateway/app';
import { removeAccount } from '@/lib/core/accounts';
import { matchArrival, recordArrival } from '@/lib/core/arrivals';
import { changeSettings, findCredential } from '@/lib/core/merchants';
import { closeOrder, findOrderByToken, isPaid } from '@/lib/core/orders';
import { dialects } from '@/lib/dialects';
import type { Fen } from '@/lib/platform/money';
import { openShop, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex');

interface Answer {
  code: number;
  msg: string;
  data: Record<string, unknown> | string | null;
}

type Params = Record<string, string>;

async function send(path: string, params: Params, method = 'POST'): Promise<Response> {
  const form = new URLSearchParams(params);
  const url = `http://localhost${path}`;
  return gateway.fetch(
    method === 'GET' ? new Request(`${url}?${form}`) : new Request(url, { method, body: form }),
  );
}

async function ask(path: string, params: Params, method = 'POST'): Promise<Answer> {
  const response = await send(path, params, method);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

let shop: Shop;
let key: string;
beforeAll(async () => {
  shop = await openShop({ amountSpreadPercent: 50 });
  key = shop.merchant.vmqKey;
});

function signedCreate(extra: Params = {}, signingKey = key): Params {
  const params: Params = { payId: randomUUID(), param: 'vone666', type: '2', price: '3.1', ...extra };
  const { payId = '', param = '', type = '', price = '' } = params;
  return { ...params, sign: md5(payId + param + type + price + signingKey) };
}

const dataOf = ({ data }: Answer) => data as Record<string, unknown>;

async function pay(token: string): Promise<void> {
  const order = await findOrderByToken(token);
  const { arrivalId } = await recordArrival({
    merchantId: shop.merchantId,
    mode: 'live',
    type: 'alipay',
    accountId: shop.accountId,
    monitorId: null,
    source: 'test',
    dedupeKey: randomUUID(),
    amount: order?.payable as Fen,
    paidAt: new Date(),
    raw: {},
  });
  await matchArrival({ merchantId: shop.merchantId, arrivalId });
}

test('the signature is that of the protocol’s own example', () => {
  expect(md5('1547129707139vone66620.1a7cc8678193ee9c70ae3d75fd04ae6a9')).toBe(
    '2b8b5d58c51203162f14939bdbc46a54',
  );
});

describe('/createOrder', () => {
  test.each(['GET', 'POST'])('answers the code and the exact amount at once, by %s', async (method) => {
    const params = signedCreate();
    const { code, msg, data } = await ask('/createOrder', params, method);
    expect({ code, msg }).toEqual({ code: 1, msg: '成功' });
    expect(data).toMatchObject({
      payId: params.payId,
      payType: 2,
      price: 3.1,
      isAuto: 1,
      state: 0,
      timeOut: 5,
      payUrl: expect.stringContaining('qr.alipay.com'),
    });
    expect(String(dataOf({ code, msg, data }).orderId)).toMatch(/^[\w-]{22}$/);
  });

  test('two orders of one price ask for two amounts', async () => {
    const first = dataOf(await ask('/createOrder', signedCreate({ price: '7.00' })));
    const second = dataOf(await ask('/createOrder', signedCreate({ price: '7.00' })));
    expect([first.reallyPrice, second.reallyPrice]).toEqual([7, 6.99]);
  });

  test.each(['10', '10.0', '10.00', '0.01'])('the price %s is verified as it is written', async (price) => {
    expect((await ask('/createOrder', signedCreate({ price }))).code).toBe(1);
  });

  test('a shop that sends no param signs without it, and an extra mchId changes nothing', async () => {
    const payId = randomUUID();
    const sign = md5(`${payId}21.00${key}`);
    const { code } = await ask('/createOrder', { payId, type: '2', price: '1.00', mchId: '1', sign });
    expect(code).toBe(1);
  });

  test('with isHtml=1 the buyer is sent to the checkout', async () => {
    const response = await send('/createOrder', signedCreate({ isHtml: '1' }), 'GET');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:3999\/pay\/api\?id=[\w-]{22}$/);
  });

  test('the same order again is the same order while it waits; other content, or one that is over, is refused', async () => {
    const params = signedCreate();
    const first = dataOf(await ask('/createOrder', params));
    expect(dataOf(await ask('/createOrder', params)).orderId).toBe(first.orderId);
    const other = signedCreate({ payId: params.payId ?? '', price: '0.2' });
    expect((await ask('/createOrder', other)).msg).toBe('商户订单号已存在');
    const order = await findOrderByToken(String(first.orderId));
    await closeOrder({ merchantId: shop.merchantId, orderId: order?.id ?? 0, actor: 'test' });
    expect((await ask('/createOrder', params)).msg).toBe('商户订单号已存在');
  });

  const refusals: [msg: string, params: () => Params][] = [
    ['请传入商户订单号', () => signedCreate({ payId: '' })],
    ['请传入支付方式=>1|微信 2|支付宝', () => signedCreate({ type: '' })],
    ['支付方式错误=>1|微信 2|支付宝', () => signedCreate({ type: '3' })],
    ['请传入订单金额', () => signedCreate({ price: '' })],
    ['订单金额必须大于0', () => signedCreate({ price: '0.00' })],
    ['请传入签名', () => ({ ...signedCreate(), sign: '' })],
    ['签名错误', () => ({ ...signedCreate(), sign: '0'.repeat(32) })],
    ['签名错误', () => ({ ...signedCreate(), price: '0.2' })],
    ['签名错误', () => signedCreate({}, 'f'.repeat(32))],
    ['监控端状态异常，请检查', () => signedCreate({ type: '1' })],
    ['notifyUrl、returnUrl 只能指向已登记的域名', () => signedCreate({ notifyUrl: 'http://evil.example/' })],
  ];
  test.each(refusals)('refuses with %s', async (msg, params) => {
    expect(await ask('/createOrder', params())).toEqual({ code: -1, msg, data: null });
  });

  test('a param in GBK is told to use UTF-8', async () => {
    const query = `${new URLSearchParams(signedCreate({ param: 'x' }))}`.replace('param=x', 'param=%D5%C5');
    const reply = await gateway.fetch(new Request(`http://localhost/createOrder?${query}`));
    expect(await reply.json()).toEqual({ code: -1, msg: 'param 不是 UTF-8 编码，请使用 UTF-8', data: null });
  });

  test('a text that was signed for one order is refused for another', async () => {
    const shopOfTwins = await openShop();
    const twinKey = shopOfTwins.merchant.vmqKey;
    const sent = signedCreate({ payId: 'x1', param: '', type: '2', price: '12.00' }, twinKey);
    const { sign = '' } = sent;
    expect((await ask('/createOrder', sent)).code).toBe(1);
    const twin = { payId: 'x', param: '12', type: '1', price: '2.00', sign };
    expect((await ask('/createOrder', twin)).msg).toContain('签名错误');
  });

  test('takes addresses on any host when the merchant says so, but nothing that is no web address', async () => {
    const open = await openShop({ isVmqAddressOpen: true });
    const openKey = open.merchant.vmqKey;
    const addresses = { notifyUrl: 'http://other.example/n', returnUrl: 'https://third.example/r' };
    const { orderId } = dataOf(await ask('/createOrder', signedCreate(addresses, openKey)));
    expect(await findOrderByToken(String(orderId))).toMatchObject(addresses);
    for (const wrong of [{ notifyUrl: 'javascript:alert(1)' }, { returnUrl: '//other.example/r' }]) {
      expect((await ask('/createOrder', signedCreate(wrong, openKey))).msg).toContain('notifyUrl');
    }
  });

  test('refuses when the merchant has no callback address, and when every amount is taken', async () => {
    const bare = await openShop({ notifyUrl: null, amountSpreadFen: 0 });
    const bareKey = bare.merchant.vmqKey;
    expect((await ask('/createOrder', signedCreate({}, bareKey))).msg).toBe('请您先进入后台配置程序');
    await changeSettings(bare.merchantId, { notifyUrl: 'http://127.0.0.1:9/notify' });
    expect((await ask('/createOrder', signedCreate({}, bareKey))).code).toBe(1);
    expect((await ask('/createOrder', signedCreate({}, bareKey))).msg).toBe('订单超出负荷，请稍后重试');
  });
});

describe('an order that was made', () => {
  test('is told by /getOrder and /checkOrder to whoever knows its number, and to nobody else', async () => {
    const made = dataOf(await ask('/createOrder', signedCreate()));
    const orderId = String(made.orderId);
    expect(dataOf(await ask('/getOrder', { orderId }, 'GET'))).toEqual(made);
    expect((await ask('/checkOrder', { orderId })).msg).toBe('订单未支付');
    for (const path of ['/getOrder', '/checkOrder']) {
      for (const unknown of ['', 'a'.repeat(22), '1000000000000001']) {
        expect((await ask(path, { orderId: unknown })).code).toBe(-1);
      }
    }
  });

  test('is closed by its merchant’s signature, once', async () => {
    const orderId = String(dataOf(await ask('/createOrder', signedCreate())).orderId);
    const sign = md5(orderId + key);
    expect((await ask('/closeOrder', { orderId, sign: '0'.repeat(32) })).msg).toBe('签名校验不通过');
    const foreign = (await openShop()).merchant.vmqKey;
    expect((await ask('/closeOrder', { orderId, sign: md5(orderId + foreign) })).msg).toBe(
      '云端订单编号不存在',
    );
    expect((await ask('/closeOrder', { orderId, sign })).code).toBe(1);
    expect((await ask('/closeOrder', { orderId, sign })).msg).toBe('订单状态不允许关闭');
    expect((await ask('/checkOrder', { orderId })).msg).toBe('订单已过期');
    expect(dataOf(await ask('/getOrder', { orderId })).state).toBe(-1);
  });

  test('once paid, sends the buyer and the shop what the merchant can verify', async () => {
    const params = signedCreate({ price: '3', param: '用户 张三' });
    const orderId = String(dataOf(await ask('/createOrder', params)).orderId);
    await pay(orderId);
    const { code, data } = await ask('/checkOrder', { orderId });
    expect(code).toBe(1);
    const address = new URL(String(data));
    expect(address.origin + address.pathname).toBe('http://127.0.0.1:9/return');
    const told = Object.fromEntries(address.searchParams) as Params;
    expect(told).toMatchObject({ payId: params.payId, param: '用户 张三', type: '2', price: '3.00' });
    const { payId = '', param = '', type = '', price = '', reallyPrice = '', sign } = told;
    expect(sign).toBe(md5(payId + param + type + price + reallyPrice + key));

    const order = await findOrderByToken(orderId);
    const credential = await findCredential(shop.merchantId, 'live');
    if (order === null || !isPaid(order) || credential === null) throw new Error('the order is not paid');
    const { method, params: query } = dialects.vmq.notification(order, credential);
    expect(method).toBe('GET');
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual(told);
    expect(dataOf(await ask('/getOrder', { orderId })).state).toBe(1);
  });
});

test('/getState says under both names whether money would be seen now', async () => {
  const idle = await openShop();
  const t = String(Date.now());
  const sign = md5(t + idle.merchant.vmqKey);
  expect((await ask('/getState', { t, sign })).data).toMatchObject({ state: 1, jkstate: 1, lastheart: 0 });
  await removeAccount({ merchantId: idle.merchantId, accountId: idle.accountId });
  expect((await ask('/getState', { t, sign }, 'GET')).data).toMatchObject({ state: 0, jkstate: 0 });
  expect((await ask('/getState', { t, sign: md5(t) })).msg).toBe('签名校验不通过');
});
