import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { channels } from '@/lib/channels';
import { removeAccount } from '@/lib/core/accounts';
import { openOrder } from '@/lib/core/allocation';
import { matchArrival, recordArrival } from '@/lib/core/arrivals';
import { recordSettlement } from '@/lib/core/ledger';
import { changeSettings, findCredential, type MerchantSettings } from '@/lib/core/merchants';
import {
  chooseType,
  closeOrder,
  findOrderByToken,
  isPaid,
  type Order,
  searchOrders,
  settleByHand,
} from '@/lib/core/orders';
import { dialects } from '@/lib/dialects';
import { createHttpClient } from '@/lib/platform/http';
import { fen } from '@/lib/platform/money';
import {
  type EpayKeys,
  type EpayParams,
  epayOrder,
  epaySigned,
  isEpaySigned,
} from '@/tests/support/epay-site';
import { type Receiver, startReceiver } from '@/tests/support/receiver';
import { openShop, type Shop } from '@/tests/support/shop';
import { createCircuitBreaker } from '@/worker/circuit-breaker';
import { createDeliverer } from '@/worker/tasks/deliver-callbacks';

const SITE = 'http://127.0.0.1:3999';
const gateway = createGateway();

type Body = Record<string, unknown>;

const fetched = async (path: string, init: RequestInit = {}): Promise<Response> =>
  gateway.fetch(new Request(`http://localhost${path}`, init));

const get = (path: string, params: EpayParams) => fetched(`${path}?${new URLSearchParams(params)}`);
const post = (path: string, params: EpayParams | FormData) =>
  fetched(path, { method: 'POST', body: params instanceof FormData ? params : new URLSearchParams(params) });

async function json(response: Promise<Response>): Promise<Body> {
  const { status, headers } = await response;
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  return (await (await response).json()) as Body;
}

const mapi = (params: EpayParams) => json(post('/mapi.php', params));
const api = (params: EpayParams) => json(get('/api.php', params));

/** The address as shops in PHP cut it out of the page that they got from their own server. */
function addressOn(page: string): string {
  return /<script>window\.location\.href='([^']+)'<\/script>/.exec(page)?.[1] ?? '';
}

/** The checkout's token out of the address that a buyer is sent to. */
async function sentTo(response: Promise<Response>): Promise<string> {
  const page = await (await response).text();
  expect((await response).status).toBe(200);
  const address = addressOn(page);
  const [, token] = /^http:\/\/127\.0\.0\.1:3999\/pay\/api\?id=([\w-]{22})$/.exec(address) ?? [];
  if (token === undefined) throw new Error(`sent to ${address}: ${page}`);
  return token;
}

async function messageOn(response: Promise<Response>): Promise<string> {
  const { status, headers } = await response;
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  const page = await (await response).text();
  expect(page).toContain('<title>站点提示信息</title>');
  return /<p>(.*)<\/p>/.exec(page)?.[1] ?? '';
}

const mapiOrder = (keys: EpayKeys, extra: Record<string, string | null> = {}) =>
  epayOrder(keys, { clientip: '192.168.1.100', ...extra });

const without = (params: EpayParams, name: string) =>
  Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));

/** What a phone sees of an order that a buyer has opened. */
async function payIn(order: Order): Promise<void> {
  const opened = await openOrder({ token: order.token, payerIp: '127.0.0.1', device: 'pc' });
  if (opened === null || opened.payable === null || opened.type === null) throw new Error('not opened');
  const { arrivalId } = await recordArrival({
    merchantId: opened.merchantId,
    mode: opened.mode,
    type: opened.type,
    accountId: opened.accountId,
    monitorId: null,
    source: 'test',
    dedupeKey: randomUUID(),
    amount: opened.payable,
    paidAt: new Date(),
    raw: {},
  });
  await matchArrival({ merchantId: opened.merchantId, arrivalId });
}

async function orderAt(token: string): Promise<Order> {
  const order = await findOrderByToken(token);
  if (order === null) throw new Error('no such order');
  return order;
}

const tokenOf = (body: Body) => String(body.payurl).slice(`${SITE}/pay/api?id=`.length);

let shop: Shop;
let keys: EpayKeys;
let trial: EpayKeys;
let site: Receiver;
beforeAll(async () => {
  shop = await openShop();
  keys = shop.merchant;
  trial = shop.merchant.test;
  site = await startReceiver();
});
afterAll(() => site.close());

describe('/submit.php', () => {
  test('a GET and a POST send the buyer to the checkout, and the same order to the same one', async () => {
    const params = epayOrder(keys);
    const token = await sentTo(get('/submit.php', params));
    expect(await sentTo(post('/submit.php', params))).toBe(token);
    expect(await orderAt(token)).toMatchObject({
      dialect: 'epay-v1',
      outOrderId: params.out_trade_no,
      type: 'alipay',
      title: 'VIP会员',
      price: 100,
      attachment: '',
      notifyUrl: params.notify_url,
      returnUrl: params.return_url,
      mode: 'live',
    });
  });

  test('the query wins when it has a pid, and a query without one is nobody’s business', async () => {
    const [first, second] = [epayOrder(keys), epayOrder(keys)];
    const body = new URLSearchParams(second);
    const both = fetched(`/submit.php?${new URLSearchParams(first)}`, { method: 'POST', body });
    expect((await orderAt(await sentTo(both))).outOrderId).toBe(first.out_trade_no);
    const other = fetched('/submit.php?_t=1556614084', { method: 'POST', body });
    expect((await orderAt(await sentTo(other))).outOrderId).toBe(second.out_trade_no);
  });

  test('a missing or an empty type leaves the choice to the buyer, among the open ones', async () => {
    const token = await sentTo(get('/submit.php', epayOrder(keys, { type: null })));
    expect(await orderAt(token)).toMatchObject({ type: null, choices: ['alipay', 'wechat', 'qq'] });
    const cashier = await openShop({ isQqOpen: false });
    const empty = await sentTo(post('/submit.php', epayOrder(cashier.merchant, { type: '' })));
    expect((await orderAt(empty)).choices).toEqual(['alipay', 'wechat']);
  });

  test.each([
    ['wxpay', 'wechat'],
    ['qqpay', 'qq'],
    ['alipay', 'alipay'],
  ])('%s is %s', async (type, ours) => {
    expect((await orderAt(await sentTo(get('/submit.php', epayOrder(trial, { type }))))).type).toBe(ours);
  });

  test.each(['//submit.php', '/submit.php/', '//submit.php/'])('%s is the same address', async (path) => {
    await sentTo(post(path, epayOrder(keys)));
  });

  test('signatures of any case, multipart and JSON are taken, and a number keeps its digits', async () => {
    const params = epayOrder(keys, { money: '1.50' });
    await sentTo(post('/submit.php', { ...params, sign: params.sign?.toUpperCase() ?? '' }));
    const form = new FormData();
    for (const [name, text] of Object.entries(params)) form.set(name, text);
    await sentTo(post('/submit.php', form));
    const body = JSON.stringify(params).replace('"1.50"', '1.50');
    const headers = { 'content-type': 'application/json' };
    await sentTo(fetched('/submit.php', { method: 'POST', body, headers }));
  });

  test('a long name is cut to 127 bytes and never inside a character; param comes as it was', async () => {
    const token = await sentTo(
      post('/submit.php', epayOrder(keys, { name: '会'.repeat(60), param: ' {"a":"b&c=d"} ' })),
    );
    expect(await orderAt(token)).toMatchObject({ title: '会'.repeat(42), attachment: ' {"a":"b&c=d"} ' });
  });

  test('the page of a refusal stands alone, runs nothing, and escapes what it repeats', async () => {
    const response = await get('/submit.php', { ...epayOrder(keys), 'x&<script>': '1' });
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const page = await response.text();
    expect(page).not.toMatch(/<script|<link|src=|href=/);
  });

  test('without any pid the answer is bare text', async () => {
    const response = await fetched('/submit.php');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe('你还未配置支付接口商户！');
    expect(await (await post('/submit.php', { name: 'x' })).text()).toBe('你还未配置支付接口商户！');
  });

  test('a body over 64 KiB is 413 on the same page', async () => {
    const response = await post('/submit.php', { pid: 'x'.repeat(65_537) });
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('站点提示信息');
  });
});

/** What both calls refuse, in the order in which they look; every row is right in all that stands before it. */
const refusals: [msg: string, why: string, params: () => EpayParams, code?: number][] = [
  ['商户ID不能为空', 'an empty pid', () => mapiOrder({ ...keys, pid: '' as unknown as number })],
  ['商户ID不能为空', 'a pid that is no number', () => ({ ...mapiOrder(keys), pid: 'x' })],
  ['商户不存在！', 'an unknown pid', () => mapiOrder({ ...keys, pid: 999_999_999 })],
  ['缺少签名参数', 'no sign', () => without(mapiOrder(keys), 'sign'), -3],
  ['缺少签名参数', 'a blank sign', () => ({ ...mapiOrder(keys), sign: ' ' }), -3],
  ['该商户只能使用MD5签名类型', 'RSA', () => ({ ...mapiOrder(keys), sign_type: 'RSA' }), -3],
  [
    '参数(name)含有不允许的内容：&amp;参数名=',
    'a field in a value',
    () => mapiOrder(keys, { name: 'a&money=1' }),
  ],
  ['MD5签名校验失败', 'a wrong sign', () => ({ ...mapiOrder(keys), sign: '0'.repeat(32) }), -3],
  ['MD5签名校验失败', 'an altered field', () => ({ ...mapiOrder(keys), money: '0.01' }), -3],
  ['MD5签名校验失败', 'a field that was not signed', () => ({ ...mapiOrder(keys), device: 'pc' }), -3],
  ['订单号(out_trade_no)不能为空', 'no reference', () => mapiOrder(keys, { out_trade_no: null, name: '' })],
  ['通知地址(notify_url)不能为空', 'no notify_url', () => mapiOrder(keys, { notify_url: '', money: '' })],
  ['商品名称(name)不能为空', 'an empty name', () => mapiOrder(keys, { name: '', money: '' })],
  ['金额(money)不能为空', 'no money', () => mapiOrder(keys, { money: null })],
  ['金额(money)不能为空', 'money of the digit 0', () => mapiOrder(keys, { money: '0' })],
  ['金额不合法：必须大于0', 'nothing to pay', () => mapiOrder(keys, { money: '0.00' })],
  [
    '金额不合法：只能是数字和一个小数点，例如10.23',
    'a negative price',
    () => mapiOrder(keys, { money: '-1' }),
  ],
  ['金额不合法：只能是数字和一个小数点，例如10.23', 'an exponent', () => mapiOrder(keys, { money: '1e2' })],
  ['金额不合法：最多两位小数，例如10.23', 'a third decimal', () => mapiOrder(keys, { money: '1.005' })],
  [
    '金额不合法：只能是数字和一个小数点，例如10.23',
    'full-width digits',
    () => mapiOrder(keys, { money: '１' }),
  ],
  ['最大支付金额是99999999.99元', 'too much', () => mapiOrder(keys, { money: '100000000' })],
  [
    '订单号(out_trade_no)格式不正确',
    'a reference with a space',
    () => mapiOrder(keys, { out_trade_no: 'a b' }),
  ],
  [
    '订单号(out_trade_no)格式不正确',
    'a reference of 151',
    () => mapiOrder(keys, { out_trade_no: 'a'.repeat(151) }),
  ],
  ['支付方式(type)不存在', 'an unknown type', () => mapiOrder(keys, { type: 'bank' })],
  [
    '业务扩展参数(param)不能超过1024个字符',
    'a param without end',
    () => mapiOrder(keys, { param: 'a'.repeat(1025) }),
  ],
  [
    '参数(notify_url)不能超过1024个字符',
    'an address without end',
    () => mapiOrder(keys, { notify_url: `http://a.example/${'a'.repeat(1024)}` }),
  ],
  [
    '通知地址(notify_url)或回调地址(return_url)不正确，须以http://或https://开头',
    'no web address',
    () => mapiOrder(keys, { notify_url: 'javascript:alert(1)' }),
  ],
];

test.each(refusals)('%s: %s', async (msg, _why, params, code = -1) => {
  expect(await messageOn(post('/submit.php', params()))).toBe(msg);
  expect(await mapi(params())).toEqual({ code, msg: msg.replace('&amp;', '&') });
});

test('what only one of the two calls asks for', async () => {
  expect(await messageOn(get('/submit.php', epayOrder(keys, { return_url: null })))).toBe(
    '回调地址(return_url)不能为空',
  );
  expect(await mapi(mapiOrder(keys, { type: '', clientip: '' }))).toEqual({
    code: -1,
    msg: '支付方式(type)不能为空',
  });
  expect(await mapi(epayOrder(keys))).toEqual({ code: -1, msg: '用户IP地址(clientip)不能为空' });
  await sentTo(get('/submit.php', epayOrder(keys, { clientip: '' })));
  expect(await json(fetched('/mapi.php'))).toEqual({ code: -4, msg: '未传入任何参数' });
  expect(await mapi({})).toEqual({ code: -4, msg: '未传入任何参数' });
});

test('a merchant’s own state is looked at behind the signature: suspended, closed, method closed', async () => {
  const closed = await openShop({ isApiOpen: false });
  expect(await mapi(mapiOrder(closed.merchant))).toEqual({ code: -1, msg: '商户已关闭下单接口，无法支付！' });
  const withoutAlipay = await openShop({ isAlipayOpen: false });
  expect(await mapi(mapiOrder(withoutAlipay.merchant))).toEqual({
    code: -1,
    msg: '当前支付方式已关闭，请选择其他支付方式！',
  });
  const suspended = await openShop();
  await sql()`update merchants set status = 'suspended' where id = ${suspended.merchantId}`;
  const params = mapiOrder(suspended.merchant);
  expect(await mapi(params)).toEqual({ code: -1, msg: '商户已被封禁，无法支付！' });
  expect(await messageOn(post('/submit.php', params))).toBe('商户已被封禁，无法支付！');
  expect(await mapi({ ...params, money: '2' })).toEqual({ code: -3, msg: 'MD5签名校验失败' });
});

test('what comes twice is refused, a body that is not what it says too', async () => {
  const twice = new URLSearchParams([...Object.entries(mapiOrder(keys)), ['money', '1.00']]);
  expect(await json(fetched('/mapi.php', { method: 'POST', body: twice }))).toEqual({
    code: -1,
    msg: '参数(money)重复',
  });
  const headers = { 'content-type': 'application/json' };
  expect(await json(fetched('/mapi.php', { method: 'POST', body: '{"pid":', headers }))).toEqual({
    code: -1,
    msg: '请求体无法读取，与Content-Type不符',
  });
  const gbk = `${new URLSearchParams(mapiOrder(keys))}&memo=%BB%E1%D4%B1`;
  expect(await json(fetched(`/mapi.php?${gbk}`))).toEqual({
    code: -1,
    msg: '参数(memo)不是UTF-8编码，请使用UTF-8：GBK网站请先转换编码，再签名和提交',
  });
});

describe('a reference that is used again', () => {
  test('while unpaid and unchanged it is the same order, however its money is written', async () => {
    const first = await mapi(mapiOrder(keys, { out_trade_no: 'again-1', money: '1' }));
    const again = await mapi(mapiOrder(keys, { out_trade_no: 'again-1', money: '1.00', device: 'mobile' }));
    expect(again).toEqual(first);
  });

  test('with another type it is the same order, and the buyer pays it the other way', async () => {
    const first = await mapi(mapiOrder(trial, { out_trade_no: 'switched-1' }));
    await openOrder({ token: tokenOf(first), payerIp: '127.0.0.1', device: 'pc' });
    const again = await mapi(mapiOrder(trial, { out_trade_no: 'switched-1', type: 'wxpay' }));
    expect(again).toEqual(first);
    expect(await orderAt(tokenOf(first))).toMatchObject({ type: 'wechat', status: 'created', payable: null });
  });

  test('with a type that nobody can receive now, or without one, it is the same order as it is', async () => {
    const first = await mapi(mapiOrder(keys, { out_trade_no: 'switched-2' }));
    const other = mapiOrder(keys, { out_trade_no: 'switched-2', type: 'wxpay' });
    expect(await mapi(other)).toEqual(first);
    expect(await sentTo(post('/submit.php', other))).toBe(tokenOf(first));
    const open = epayOrder(keys, { out_trade_no: 'switched-2', type: null });
    expect(await sentTo(get('/submit.php', open))).toBe(tokenOf(first));
    expect(await orderAt(tokenOf(first))).toMatchObject({ type: 'alipay' });
  });

  test.each([
    { money: '1.01' },
    { name: 'other' },
    { param: 'x' },
    { notify_url: 'http://127.0.0.1:9/x' },
    { return_url: 'http://127.0.0.1:9/x' },
  ])('with %j it is another one, and refused', async (change) => {
    await mapi(mapiOrder(keys, { out_trade_no: 'changed-1' }));
    const params = mapiOrder(keys, { out_trade_no: 'changed-1', ...change });
    const msg = '该订单(changed-1)支付参数有变化，请更换订单号重新发起支付';
    expect(await mapi(params)).toEqual({ code: -1, msg });
    expect(await messageOn(get('/submit.php', params))).toBe(msg);
  });

  test('once paid it is refused, changed or not', async () => {
    const params = mapiOrder(keys, { out_trade_no: 'paid-1' });
    await payIn(await orderAt(tokenOf(await mapi(params))));
    const msg = '该订单(paid-1)已完成支付，请勿重复发起支付';
    expect(await mapi(params)).toEqual({ code: -1, msg });
    expect(await messageOn(get('/submit.php', params))).toBe(msg);
    expect(await mapi(mapiOrder(keys, { out_trade_no: 'paid-1', money: '2' }))).toEqual({ code: -1, msg });
  });

  test('live and test, and two merchants, keep to their own', async () => {
    const other = await openShop();
    const tokens = await Promise.all(
      [keys, trial, other.merchant].map(async (one) =>
        tokenOf(await mapi(mapiOrder(one, { out_trade_no: 'mine' }))),
      ),
    );
    expect(new Set(tokens).size).toBe(3);
    expect((await orderAt(tokens[1] ?? '')).mode).toBe('test');
  });
});

describe('/mapi.php', () => {
  test.each(['pc', 'mobile', 'qq', 'wechat', 'alipay', 'jump', ''])(
    'for the device %j it answers payurl only',
    async (device) => {
      const body = await mapi(mapiOrder(keys, { device }));
      expect(body).toEqual({
        code: 1,
        trade_no: expect.stringMatching(/^1\d{15}$/),
        payurl: expect.any(String),
      });
      expect(String((await orderAt(tokenOf(body))).id)).toBe(body.trade_no);
    },
  );

  test('it answers GET too, and needs no return_url', async () => {
    const body = await json(get('/mapi.php', mapiOrder(keys, { return_url: null })));
    expect(body.code).toBe(1);
  });
});

describe('a way to pay that the merchant has closed, or that nobody can receive now', () => {
  test('leads to the cashier with the others, from the page and from the API', async () => {
    const open = await openShop({ isWechatOpen: false });
    for (const type of ['wxpay', 'qqpay']) {
      const token = await sentTo(post('/submit.php', epayOrder(open.merchant, { type })));
      expect(await orderAt(token)).toMatchObject({ type: null, choices: ['alipay', 'qq'] });
      const page = await (await fetched(`/pay/api?id=${token}`, { headers: { accept: 'text/html' } })).text();
      expect(page).toContain('支付宝');
      expect(page).not.toContain('value="wechat"');
      const body = await mapi(mapiOrder(open.merchant, { type }));
      expect(body.code).toBe(1);
      expect(await orderAt(tokenOf(body))).toMatchObject({ type: null });
    }
  });

  test('and the same order again leads to the same cashier, where the buyer has chosen meanwhile or not', async () => {
    const open = await openShop({ isWechatOpen: false });
    const params = epayOrder(open.merchant, { type: 'wxpay' });
    const token = await sentTo(post('/submit.php', params));
    expect(await sentTo(get('/submit.php', params))).toBe(token);
    await chooseType(token, 'alipay');
    expect(await sentTo(get('/submit.php', params))).toBe(token);
    expect(await orderAt(token)).toMatchObject({ type: 'alipay' });
  });

  test('is told as it is when there is no other', async () => {
    const closed = await openShop({ isAlipayOpen: false });
    expect(await messageOn(post('/submit.php', epayOrder(closed.merchant)))).toBe(
      '当前支付方式已关闭，请选择其他支付方式！',
    );
    const offline = await openShop();
    await removeAccount(offline);
    expect(await messageOn(post('/submit.php', epayOrder(offline.merchant)))).toBe(
      '当前支付方式暂不可用，请选择其他支付方式！',
    );
  });
});

describe('what shops send as it comes to them', () => {
  test.each([
    ['1.500', 150],
    ['1.0000', 100],
    ['5.', 500],
    ['.5', 50],
    ['9.989999999999998', 999],
    ['19.900000000000002', 1990],
  ])('money of %s is signed as it is written and asks %i fen', async (money, price) => {
    const token = await sentTo(post('/submit.php', epayOrder(keys, { money })));
    expect((await orderAt(token)).price).toBe(price);
    const body = JSON.stringify(epayOrder(keys, { money })).replace(
      `"${money}"`,
      /^\d+\.\d+$/.test(money) ? money : `"${money}"`,
    );
    const headers = { 'content-type': 'application/json' };
    await sentTo(fetched('/submit.php', { method: 'POST', body, headers }));
  });

  test('an order number of 150 characters is kept whole, found, told and searched', async () => {
    const { merchant, merchantId } = await openShop();
    const number = `${'A.b_c-d|'.repeat(18)}${'9'.repeat(6)}`;
    expect(number).toHaveLength(150);
    const body = await mapi(mapiOrder(merchant, { out_trade_no: number, notify_url: `${site.url}/long` }));
    const order = await orderAt(tokenOf(body));
    expect(order.outOrderId).toBe(number);
    expect(await mapi(mapiOrder(merchant, { out_trade_no: number, notify_url: `${site.url}/long` }))).toEqual(
      body,
    );
    expect(await api({ act: 'order', ...auth(merchant), out_trade_no: number })).toMatchObject({
      out_trade_no: number,
    });
    const { rows } = await searchOrders({ merchantId, mode: 'live', text: number, page: 1, pageSize: 5 });
    expect(rows.map(({ id }) => id)).toEqual([order.id]);
    await payIn(order);
    await deliverAll();
    const [news] = await site.waitFor(1, ({ path }) => path === '/long');
    expect(news?.query.get('out_trade_no')).toBe(number);
    expect(isEpaySigned(merchant, news?.query ?? new URLSearchParams())).toBe(true);
  });

  test.each([
    'https://shop.example/?wc-api=WC_Epay&type=alipay',
    'https://shop.example/n?pid=1&money=2&name=x&out_trade_no=y&sign=z',
  ])('the addresses %s are kept whole', async (address) => {
    for (const type of ['alipay', null]) {
      const sent = epayOrder(keys, {
        type,
        notify_url: address,
        return_url: address,
        param: 'a=1&money=2&sign=x',
      });
      const token = await sentTo(post('/submit.php', sent));
      expect(await orderAt(token)).toMatchObject({
        notifyUrl: address,
        returnUrl: address,
        attachment: 'a=1&money=2&sign=x',
      });
      const again = { ...sent, notify_url: 'https://shop.example/', 'wc-api': 'x' };
      expect(await messageOn(post('/submit.php', again))).not.toBe('');
    }
  });
});

describe('a shop in GBK is told to use UTF-8', () => {
  const TOLD = /UTF-8/;

  test('when its bytes are no UTF-8, in the query, in a form, in JSON and in multipart', async () => {
    const sent = epayOrder(keys, { name: 'VIP' });
    const query = `${new URLSearchParams(sent)}`.replace('name=VIP', 'name=%BB%E1%D4%B1');
    expect(await messageOn(fetched(`/submit.php?${query}`))).toMatch(TOLD);
    const bytes = (text: string) =>
      Buffer.concat(
        text
          .split('会员')
          .flatMap((part, at) => [...(at > 0 ? [Buffer.from('bbe1d4b1', 'hex')] : []), Buffer.from(part)]),
      );
    const form = bytes(`${new URLSearchParams(sent)}`.replace('name=VIP', 'name=会员'));
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await messageOn(fetched('/submit.php', { method: 'POST', body: form, headers }))).toMatch(TOLD);
    const body = bytes(JSON.stringify({ ...sent, name: '会员' }));
    const asJson = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
    expect((await json(fetched('/mapi.php', asJson))).msg).toMatch(TOLD);
    const boundary = 'multipart/form-data; boundary=x';
    const parts = Object.entries({ ...sent, name: '会员' }).map(
      ([name, text]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
    );
    const multipart = {
      method: 'POST',
      body: bytes(`${parts.join('')}--x--\r\n`),
      headers: { 'content-type': boundary },
    };
    expect(await messageOn(fetched('/submit.php', multipart))).toMatch(TOLD);
  });

  test('when it says so itself and is not in ASCII', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=GBK' };
    const body = (name: string) => `${new URLSearchParams(epayOrder(keys, { name }))}`;
    expect(await messageOn(fetched('/submit.php', { method: 'POST', body: body('模'), headers }))).toMatch(
      TOLD,
    );
    await sentTo(fetched('/submit.php', { method: 'POST', body: body('VIP'), headers }));
    expect(
      await messageOn(post('/submit.php', epayOrder(keys, { _input_charset: 'gb2312', name: '模' }))),
    ).toMatch(TOLD);
    await sentTo(post('/submit.php', epayOrder(keys, { _input_charset: 'utf-8', name: '模' })));
  });

  test('when its text is UTF-8 and its signature is GBK’s', async () => {
    const sent = without(epayOrder(keys, { name: '会员' }), 'sign');
    const text = Object.keys(sent)
      .filter((name) => name !== 'sign_type')
      .sort()
      .map((name) => `${name}=${sent[name]}`)
      .join('&');
    const gbk = Buffer.concat(
      text
        .split('会员')
        .flatMap((part, at) => [...(at > 0 ? [Buffer.from('bbe1d4b1', 'hex')] : []), Buffer.from(part)]),
    );
    const sign = createHash('md5').update(gbk).update(keys.epayKey).digest('hex');
    const { code, msg } = await mapi({ ...sent, sign });
    expect({ code, msg }).toEqual({ code: -3, msg: expect.stringMatching(TOLD) });
    expect(await mapi({ ...sent, name: '会费', sign })).toEqual({ code: -3, msg: 'MD5签名校验失败' });
  });
});

describe('the clients in use', () => {
  test('the scraping order: a shop’s server posts, cuts the address out of the page, and its buyer finds the checkout', async () => {
    const { merchant } = await openShop();
    const params = epayOrder(merchant);
    const answers = [await post('/submit.php', params), await get('/submit.php', params)];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('location')).toBeNull();
      const page = await answer.text();
      expect(page.split('\n')).toHaveLength(1);
      const cut = [
        /<script>window\.location\.href='([^']+)'<\/script>/,
        /window\.location\.href\s*=\s*['"](.*?)['"]/,
        /location\.href='(.*)'<\/script>/,
        /href=['"](https?:\/\/[^'"]+)['"]/,
        /<noscript><a href="([^"]+)">/,
      ].map((pattern) => pattern.exec(page)?.[1]);
      expect(new Set(cut).size).toBe(1);
      const { origin, pathname, search } = new URL(cut[0] ?? '');
      expect(origin).toBe(SITE);
      const checkout = await fetched(pathname + search, { headers: { accept: 'text/html' } });
      expect(checkout.status).toBe(200);
      expect(await checkout.text()).toContain('data-state="pending"');
    }
  });

  test('the page runs the one script that it carries, and no CDN may rewrite it', async () => {
    const answer = await post('/submit.php', epayOrder(keys));
    const script = /<script>(.*?)<\/script>/.exec(await answer.text())?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`script-src 'sha256-${hash}'`);
    expect(policy).toContain("default-src 'none'");
    expect(answer.headers.get('cache-control')).toBe('no-store, no-transform');
  });

  test('new-api posts device with two decimals and lets the buyer’s browser submit it', async () => {
    const params = epayOrder(keys, {
      device: 'pc',
      name: 'TUC10',
      money: '7.30',
      out_trade_no: 'USR1NOabc1700000000',
    });
    await sentTo(post('/submit.php', params));
  });

  test('dujiaoka comes by GET with its number as name and unpadded money', async () => {
    const number = `D${Date.now()}`;
    const params = epayOrder(keys, {
      money: '1.5',
      name: number,
      out_trade_no: number,
      sitename: '码头小店',
    });
    expect((await orderAt(await sentTo(get('/submit.php', params)))).price).toBe(150);
  });

  test('v2board names no type, and the buyer chooses', async () => {
    const token = await sentTo(get('/submit.php', epayOrder(trial, { type: null, money: '12.34' })));
    expect(await chooseType(token, 'wechat')).toMatchObject({ type: 'wechat' });
  });

  test('SSPanel’s SDK sends sitename and an empty param, which nobody signs', async () => {
    const params = epayOrder(keys, { sitename: 'SSPanel', param: '', out_trade_no: 'S|1_2-3.4' });
    await sentTo(post('/submit.php', params));
  });
});

async function deliverAll(): Promise<void> {
  const deliverer = createDeliverer({
    client: createHttpClient({
      policy: { allowCidrs: ['127.0.0.0/8'], ownPorts: [], databasePort: null },
      totalTimeoutMs: 2_000,
    }),
    breaker: createCircuitBreaker(() => performance.now()),
    random: () => 0.5,
  });
  deliverer.wake();
  await deliverer.settled();
  await deliverer.drain(5_000);
}

describe('a payment is told', () => {
  /** Two buyers of one price: the second pays a cent less, and the merchant still hears his price. */
  test.each([
    ['submit.php by GET', (params: EpayParams) => sentTo(get('/submit.php', params))],
    ['submit.php by POST', (params: EpayParams) => sentTo(post('/submit.php', params))],
    ['mapi.php', async (params: EpayParams) => tokenOf(await mapi(params))],
  ])('from %s to a notification and a return that the merchant verifies himself', async (_how, create) => {
    const addresses = { notify_url: `${site.url}/notify?shop=1`, return_url: `${site.url}/return` };
    const before = await orderAt(await create(mapiOrder(keys, { ...addresses, money: '5' })));
    await openOrder({ token: before.token, payerIp: '127.0.0.1', device: 'pc' });
    const params = mapiOrder(keys, {
      ...addresses,
      money: '5',
      name: 'VIP & 会员',
      param: 'uid=7&plan=张三',
    });
    const token = await create(params);
    await payIn(await orderAt(token));
    await deliverAll();
    const order = await orderAt(token);
    expect(order.paid).toBeLessThan(500);
    const [told] = await site.waitFor(1, ({ query }) => query.get('out_trade_no') === params.out_trade_no);
    expect(told).toMatchObject({ method: 'GET', path: '/notify', body: '' });
    const fields = new URLSearchParams(told?.query);
    fields.delete('shop');
    expect(isEpaySigned(keys, fields)).toBe(true);
    expect(Object.fromEntries(fields)).toEqual({
      pid: String(keys.pid),
      trade_no: String(order.id),
      out_trade_no: params.out_trade_no,
      type: 'alipay',
      name: 'VIP & 会员',
      money: '5.00',
      trade_status: 'TRADE_SUCCESS',
      param: 'uid=7&plan=张三',
      sign: expect.any(String),
      sign_type: 'MD5',
    });
    const credential = await findCredential(shop.merchantId, 'live');
    if (!isPaid(order) || credential === null) throw new Error('not paid');
    const returned = dialects['epay-v1'].redirect(order, credential)?.address ?? '';
    expect(returned.startsWith(`${site.url}/return?`)).toBe(true);
    expect(Object.fromEntries(new URL(returned).searchParams)).toEqual(Object.fromEntries(fields));
    expect(await api({ act: 'order', ...auth(keys), trade_no: String(order.id) })).toMatchObject({
      status: 1,
    });
  });
});

function auth({ pid, epayKey }: EpayKeys): EpayParams {
  return { pid: String(pid), key: epayKey };
}

describe('/api.php', () => {
  test('its refusals of who asks, in order', async () => {
    expect(await api({})).toEqual({ code: -5, msg: 'No Act!' });
    expect(await api({ act: 'drop', ...auth(keys) })).toEqual({ code: -5, msg: 'No Act!' });
    for (const act of ['query', 'settle', 'order', 'orders', 'refund']) {
      expect(await api({ act, key: keys.epayKey })).toEqual({ code: -3, msg: '商户ID不存在' });
      expect(await api({ act, ...auth(keys), pid: '999999999' })).toEqual({ code: -3, msg: '商户ID不存在' });
      expect(await api({ act, pid: String(keys.pid) })).toEqual({ code: -3, msg: '商户密钥错误' });
      expect(await api({ act, ...auth(keys), key: trial.epayKey })).toEqual({
        code: -3,
        msg: '商户密钥错误',
      });
    }
    expect(await json(fetched(`/api.php?act=query&pid=1&pid=2`))).toEqual({ code: -1, msg: '参数(pid)重复' });
  });

  test('act and key may stand in the query, in a form and in JSON', async () => {
    const query = `/api.php?act=query&${new URLSearchParams(auth(keys))}`;
    const split = fetched('/api.php?act=query', { method: 'POST', body: new URLSearchParams(auth(keys)) });
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ act: 'query', ...auth(keys), pid: keys.pid });
    for (const asked of [
      fetched(query),
      split,
      post('/api.php', { act: 'query', ...auth(keys) }),
      fetched('/api.php', { method: 'POST', body, headers }),
    ]) {
      expect(await json(asked)).toMatchObject({ code: 1, pid: keys.pid });
    }
  });

  test('query counts orders and balance, with integers where the spec has integers, and masks the key', async () => {
    const { merchant, merchantId } = await openShop({
      settlementMethod: 'bank',
      settlementAccount: '6222',
      settlementHolder: '张三',
    });
    const { epayKey, pid } = merchant;
    await mapi(mapiOrder(merchant));
    await payIn(await orderAt(tokenOf(await mapi(mapiOrder(merchant, { money: '2.50' })))));
    const asked = { act: 'query', ...auth(merchant) };
    const { key, ...rest } = await api(asked);
    expect(rest).toEqual({
      code: 1,
      pid,
      active: 1,
      money: '2.50',
      type: 4,
      account: '6222',
      username: '张三',
      orders: 2,
      order_today: 1,
      order_lastday: 0,
      orders_today: 1,
      orders_lastday: 0,
    });
    expect(key).toBe(`${epayKey.slice(0, 2)}${'*'.repeat(28)}${epayKey.slice(-2)}`);
    await changeSettings(merchantId, { isEpayKeyEchoed: true });
    await expect.poll(async () => (await api(asked)).key).toBe(epayKey);
    expect(await api({ act: 'query', ...auth(merchant.test) })).toMatchObject({ orders: 0, money: '0.00' });
  });

  test('a suspended merchant may still read, and refund nothing', async () => {
    const { merchant, merchantId } = await openShop({ isRefundApiOpen: true });
    await sql()`update merchants set status = 'suspended' where id = ${merchantId}`;
    expect(await api({ act: 'query', ...auth(merchant) })).toMatchObject({ code: 1, active: 0, type: 0 });
    const asked = { act: 'refund', ...auth(merchant), money: '1', trade_no: '1' };
    expect(await json(post('/api.php', asked))).toEqual({ code: -1, msg: '商户已被封禁' });
  });

  test('order finds by either number, trade_no first, in its own mode only', async () => {
    const params = mapiOrder(keys, { param: 'uid=7', money: '3' });
    const { trade_no } = await mapi(params);
    const asked = { act: 'order', ...auth(keys) };
    const found = await api({ ...asked, out_trade_no: params.out_trade_no ?? '' });
    expect(found).toEqual({
      code: 1,
      msg: '查询订单号成功！',
      trade_no,
      out_trade_no: params.out_trade_no,
      type: 'alipay',
      pid: keys.pid,
      addtime: expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/),
      endtime: '',
      name: 'VIP会员',
      money: '3.00',
      param: 'uid=7',
      buyer: '',
      status: 0,
    });
    const ahead = Date.parse(`${String(found.addtime).replace(' ', 'T')}+08:00`);
    expect(Math.abs(ahead - Date.now())).toBeLessThan(60_000);
    expect(await api({ ...asked, trade_no: String(trade_no), out_trade_no: 'other' })).toEqual(found);
    const missing = { code: -1, msg: '订单号不存在' };
    for (const none of ['1', '1999999999999999', "1' or 1=1"]) {
      expect(await api({ ...asked, trade_no: none })).toEqual(missing);
    }
    expect(await api({ ...asked, out_trade_no: 'none' })).toEqual(missing);
    expect(await api({ ...asked, ...auth(trial), trade_no: String(trade_no) })).toEqual(missing);
    const other = await openShop();
    expect(await api({ ...asked, ...auth(other.merchant), trade_no: String(trade_no) })).toEqual(missing);
    expect(await api(asked)).toEqual({ code: -4, msg: '订单号不能为空' });
  });

  test('orders lists at most 50, newest first, by page and by offset', async () => {
    const { merchant } = await openShop();
    for (let at = 0; at < 53; at += 1) await mapi(mapiOrder(merchant));
    const asked = { act: 'orders', ...auth(merchant) };
    const listed = async (extra: EpayParams) => {
      const { code, msg, count, data } = await api({ ...asked, ...extra });
      expect({ code, msg, count }).toEqual({
        code: 1,
        msg: '查询订单记录成功！',
        count: (data as Body[]).length,
      });
      return (data as Body[]).map((one) => Number(one.trade_no));
    };
    const all = [...(await listed({ limit: '1000' })), ...(await listed({ limit: '50', page: '2' }))];
    expect(all).toHaveLength(53);
    expect(all).toEqual([...new Set(all)].sort((left, right) => right - left));
    expect(await listed({})).toEqual(all.slice(0, 10));
    expect(await listed({ limit: '20', page: '2' })).toEqual(all.slice(20, 40));
    expect(await listed({ limit: '20', page: '3' })).toEqual(all.slice(40));
    expect(await listed({ limit: '10', offset: '7' })).toEqual(all.slice(7, 17));
    expect(await listed({ limit: 'x', page: '-1', offset: '50' })).toEqual(all.slice(50));
    expect(await listed({ offset: '60' })).toEqual([]);
    const { data } = await api({ ...asked, limit: '1' });
    expect((data as Body[])[0]).toMatchObject({
      pid: merchant.pid,
      status: 0,
      money: '1.00',
      type: 'alipay',
    });
  });

  test('orders lists only those of a status where one is asked for', async () => {
    const { merchant, merchantId } = await openShop();
    const place = async () => orderAt(tokenOf(await mapi(mapiOrder(merchant))));
    const [paid, open, closed] = [await place(), await place(), await place()];
    await payIn(paid);
    await closeOrder({ merchantId, orderId: closed.id, actor: 'merchant' });
    const listed = async (extra: EpayParams) => {
      const { data } = await api({ act: 'orders', ...auth(merchant), ...extra });
      return (data as Body[]).map((one) => Number(one.trade_no));
    };
    expect(await listed({ status: '1' })).toEqual([paid.id]);
    const unpaid = [open.id, closed.id].sort((left, right) => right - left);
    expect(await listed({ status: '0' })).toEqual(unpaid);
    expect(await listed({ status: '0', limit: '1', page: '2' })).toEqual(unpaid.slice(1));
    for (const none of ['2', '3', '4', '99']) expect(await listed({ status: none })).toEqual([]);
    for (const unsaid of ['', 'paid']) expect(await listed({ status: unsaid })).toHaveLength(3);
  });

  test('settle lists what the operator recorded, and the balance falls by it', async () => {
    const { merchant, merchantId } = await openShop({
      settlementMethod: 'alipay',
      settlementAccount: 'admin@pay.com',
      settlementHolder: '张三',
    });
    await payIn(await orderAt(tokenOf(await mapi(mapiOrder(merchant, { money: '8.88' })))));
    const asked = { act: 'settle', ...auth(merchant) };
    expect(await api(asked)).toEqual({ code: 1, msg: '查询结算记录成功！', data: [] });
    await recordSettlement({ merchantId, amount: fen(500), note: '', actor: 'operator' });
    expect((await api(asked)).data).toEqual([
      {
        id: expect.any(Number),
        type: 1,
        account: 'admin@pay.com',
        username: '张三',
        money: '5.00',
        realmoney: '5.00',
        addtime: expect.any(String),
        endtime: expect.any(String),
        status: 1,
      },
    ]);
    expect(await api({ act: 'query', ...auth(merchant) })).toMatchObject({ money: '3.88', type: 1 });
  });
});

describe('/api.php?act=refund', () => {
  const OPEN: Partial<MerchantSettings> = { isRefundApiOpen: true };

  async function paidShop(settings: Partial<MerchantSettings> = OPEN, money = '5.00') {
    const paid = await openShop(settings);
    const { merchant } = paid;
    const params = mapiOrder(merchant.test, { money });
    await payIn(await orderAt(tokenOf(await mapi(params))));
    const { rows } = await searchOrders({ merchantId: paid.merchantId, mode: 'test', page: 1, pageSize: 1 });
    const ask = (extra: EpayParams) =>
      json(post('/api.php?act=refund', { ...auth(merchant.test), ...extra }));
    return { ...paid, outTradeNo: params.out_trade_no ?? '', tradeNo: String(rows[0]?.id), ask };
  }

  test('what stands before the money: POST, the switch, the amount, the order', async () => {
    const { ask, tradeNo, merchant, merchantId } = await paidShop({});
    const asked = { act: 'refund', ...auth(merchant.test), trade_no: tradeNo, money: '1' };
    expect(await api(asked)).toEqual({ code: -1, msg: '请使用POST方式提交退款' });
    expect(await ask({ trade_no: tradeNo })).toEqual({ code: -2, msg: '商户未开启订单退款API接口' });
    await changeSettings(merchantId, OPEN);
    await expect
      .poll(() => ask({}))
      .toEqual({ code: -1, msg: '金额输入错误：只能是数字和一个小数点，例如10.23' });
    for (const money of ['0', '-1', 'x', '1.005']) {
      expect((await ask({ money })).msg).toMatch(/^金额输入错误：(必须大于0|只能是数字|最多两位小数)/);
    }
    expect(await ask({ money: '1' })).toEqual({ code: -4, msg: '订单号不能为空' });
    expect(await ask({ money: '1', out_trade_no: 'none' })).toEqual({ code: -1, msg: '当前订单不存在！' });
    expect(await ask({ money: '1', ...auth(merchant), trade_no: tradeNo })).toEqual({
      code: -1,
      msg: '当前订单不存在！',
    });
  });

  test('the whole price is given back, once', async () => {
    const { ask, tradeNo, outTradeNo, merchant } = await paidShop();
    expect(await ask({ out_trade_no: outTradeNo, money: '5' })).toEqual({
      code: 1,
      msg: '退款成功！退款金额¥5.00',
      refund_no: expect.any(String),
      trade_no: tradeNo,
      out_trade_no: outTradeNo,
      money: '5.00',
      reducemoney: '5.00',
    });
    expect(await ask({ trade_no: tradeNo, money: '5' })).toEqual({ code: -1, msg: '该订单已全额退款！' });
    expect(await api({ act: 'order', ...auth(merchant.test), trade_no: tradeNo })).toMatchObject({
      status: 2,
    });
    expect(await api({ act: 'query', ...auth(merchant.test) })).toMatchObject({ money: '0.00' });
  });

  test('in parts it is given back up to what is left; a merchant may have 0 for success', async () => {
    const { ask, tradeNo, merchant } = await paidShop({ ...OPEN, epayRefundCode: 0 });
    expect(await ask({ trade_no: tradeNo, money: '5.01' })).toEqual({
      code: -1,
      msg: '退款金额不能大于订单金额',
    });
    expect(await ask({ trade_no: tradeNo, money: '2' })).toMatchObject({ code: 0, money: '2.00' });
    expect(await ask({ trade_no: tradeNo, money: '3.01' })).toEqual({
      code: -1,
      msg: '退款金额不能超过该订单剩余可退款金额！',
    });
    expect(await api({ act: 'order', ...auth(merchant.test), trade_no: tradeNo })).toMatchObject({
      status: 1,
    });
    expect(await ask({ trade_no: tradeNo, money: '3' })).toMatchObject({ code: 0 });
  });

  test('a channel that says no, and one that says nothing yet, are told as they are', async () => {
    const { ask, tradeNo } = await paidShop();
    expect(await ask({ trade_no: tradeNo, money: '0.44' })).toEqual({
      code: -1,
      msg: '退款失败：SIMULATED_REFUSAL',
    });
    vi.spyOn(channels.simulator, 'refund').mockRejectedValueOnce(new Error('no answer'));
    expect(await ask({ trade_no: tradeNo, money: '1' })).toEqual({
      code: -1,
      msg: '退款已提交，收款通道尚未答复，请勿重复提交',
    });
  });

  test('who asks for the price of an order that cost a cent less gets back what was paid', async () => {
    const { ask, merchant } = await paidShop();
    const [held, paid] = [mapiOrder(merchant.test, { money: '9' }), mapiOrder(merchant.test, { money: '9' })];
    const first = await orderAt(tokenOf(await mapi(held)));
    await openOrder({ token: first.token, payerIp: '127.0.0.1', device: 'pc' });
    await payIn(await orderAt(tokenOf(await mapi(paid))));
    expect(await ask({ out_trade_no: paid.out_trade_no ?? '', money: '9.00' })).toMatchObject({
      money: '8.99',
    });
  });

  test('an unpaid order, and a channel that cannot, are refused in plain words', async () => {
    const { ask, merchant, merchantId } = await paidShop();
    const unpaid = mapiOrder(merchant.test);
    await mapi(unpaid);
    expect(await ask({ out_trade_no: unpaid.out_trade_no ?? '', money: '1' })).toEqual({
      code: -1,
      msg: '该订单状态不支持退款！',
    });
    const live = mapiOrder(merchant);
    const { trade_no } = await mapi(live);
    await settleByHand({
      merchantId,
      orderId: Number(trade_no),
      actor: 'user:1',
      reason: 'test',
      amount: fen(100),
    });
    const asked = { ...auth(merchant), trade_no: String(trade_no), money: '1' };
    expect(await json(post('/api.php', { act: 'refund', ...asked }))).toEqual({
      code: -1,
      msg: '退款失败：支付宝收款通道不支持接口退款，请在商户后台登记线下退款',
    });
  });
});

test('no answer repeats the key, right or wrong', async () => {
  const wrong = 'f'.repeat(32);
  for (const act of ['query', 'settle', 'order', 'orders', 'refund']) {
    for (const key of [keys.epayKey, wrong]) {
      const body = { act, pid: String(keys.pid), key, money: '1', trade_no: '1' };
      expect(await (await post('/api.php', body)).text()).not.toContain(key);
    }
  }
});

test('without any account the way to pay is told to be away', async () => {
  const offline = await openShop();
  await removeAccount(offline);
  expect(await mapi(mapiOrder(offline.merchant))).toEqual({
    code: -1,
    msg: '当前支付方式暂不可用，请选择其他支付方式！',
  });
});

test('a signature made with an empty key opens nothing', async () => {
  const params = epaySigned({ ...keys, epayKey: '' }, without(mapiOrder(keys), 'sign'));
  expect(await mapi(params)).toEqual({ code: -3, msg: 'MD5签名校验失败' });
});
