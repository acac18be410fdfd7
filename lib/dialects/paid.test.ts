import { expect, test } from 'vitest';
import type { Credential } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import { dialects } from '@/lib/dialects';
import { fen } from '@/lib/platform/money';

const credential: Credential = {
  merchantId: 1,
  merchantName: '小店',
  mode: 'live',
  status: 'active',
  pid: 1001,
  appkey: '098f6bcd4621d373cade4e832627b4f6',
  appsecret: '5d41402abc4b2a76b9719d911017c592',
  acceptedAppsecrets: ['5d41402abc4b2a76b9719d911017c592'],
  epayKey: 'e',
  vmqKey: 'v',
  quickPayToken: 'q',
  notifyUrl: 'https://shop.example/notify',
  returnUrl: 'https://shop.example/return',
  timeoutUrl: null,
  orderTtlSeconds: 300,
  isApiOpen: true,
  isCloudOpen: true,
  features: null,
  isCardApiOpen: false,
  isRefundApiOpen: false,
  isQuickPayOpen: false,
  isVmqAddressOpen: false,
  frameOrigins: [],
  isEpayKeyEchoed: false,
  isEpayAckLenient: false,
  epayRefundCode: 1,
  openTypes: ['alipay', 'wechat'],
};

const order: PaidOrder = {
  merchantId: 1,
  id: 1000000000000522,
  mode: 'live',
  dialect: 'gatepay-v1',
  outOrderId: '5cc75a6a0b418',
  type: 'wechat',
  choices: [],
  goods: null,
  linkId: null,
  isTold: true,
  refunded: fen(0),
  title: '任意金额支付:0.82元',
  price: fen(82),
  attachment: 'terry',
  token: 't',
  notifyUrl: null,
  returnUrl: null,
  status: 'paid',
  oddities: [],
  accountId: 1,
  payable: fen(81),
  paid: fen(81),
  createdAt: new Date(0),
  allocatedAt: new Date(0),
  expiresAt: new Date(0),
  paidAt: new Date(1556614084_987),
  endedAt: null,
  life: 1,
  reopenedAt: null,
};

// The expected signatures were computed with md5sum.
const SENT =
  'order_id=1000000000000522&out_order_id=5cc75a6a0b418&price=0.82&realprice=0.81&type=wechat' +
  '&paytime=1556614084&extend=terry&sign=f311ae2185c2b1e8e3180ebf34e6c4b5';

test.each(['gatepay-v1', 'gatepay-product'] as const)(
  '%s tells by GET, with the appkey first and the fields in the order of the spec',
  (id) => {
    expect(dialects[id].notification(order, credential)).toMatchObject({
      method: 'GET',
      params: `appkey=098f6bcd4621d373cade4e832627b4f6&${SENT}`,
    });
  },
);

test('cloudpay tells by POST without the appkey, under the same signature', () => {
  expect(dialects.cloudpay.notification(order, credential)).toMatchObject({ method: 'POST', params: SENT });
});

test('amounts always have two decimals, and values are signed raw and sent encoded', () => {
  const other: PaidOrder = {
    ...order,
    id: 1000000000000523,
    outOrderId: 'A-1',
    type: 'alipay',
    price: fen(1000),
    paid: fen(1001),
    attachment: '用户 & 张三',
    paidAt: new Date(1556614085_000),
  };
  const { params } = dialects.cloudpay.notification(other, credential);
  expect(Object.fromEntries(new URLSearchParams(params))).toEqual({
    order_id: '1000000000000523',
    out_order_id: 'A-1',
    price: '10.00',
    realprice: '10.01',
    type: 'alipay',
    paytime: '1556614085',
    extend: '用户 & 张三',
    sign: '3bf9224b7d3372e3929fdcc8158f966a',
  });
  expect(params).toContain('extend=%E7%94%A8%E6%88%B7%20%26%20%E5%BC%A0%E4%B8%89');
});

const RETURNED =
  'price=0.82&type=wechat&product_id=&order_id=1000000000000522&out_order_id=5cc75a6a0b418' +
  '&sign=d7607102dbc2668c8d7525b30e8ce96a';

test.each([
  [null, `https://shop.example/return?${RETURNED}`],
  ['https://shop.example/r?a=1', `https://shop.example/r?a=1&${RETURNED}`],
  ['https://shop.example/r?', `https://shop.example/r?${RETURNED}`],
  ['https://shop.example/r?a=1&', `https://shop.example/r?a=1&${RETURNED}`],
  ['https://shop.example/r#/done', `https://shop.example/r?${RETURNED}#/done`],
])('the buyer of an order with return address %s goes back signed', (returnUrl, expected) => {
  for (const dialect of [dialects['gatepay-v1'], dialects['gatepay-product'], dialects.cloudpay]) {
    expect(dialect.redirect({ ...order, returnUrl }, credential)?.address).toBe(expected);
  }
});

test.each([
  ['8:2', '8'],
  ['8:1,9:1', ''],
])('the buyer of %s goes back with product %j', (goods, product) => {
  const address = dialects['gatepay-product'].redirect({ ...order, goods }, credential)?.address ?? '';
  expect(new URL(address).searchParams.get('product_id')).toBe(product);
});

test('without any return address there is nowhere to go', () => {
  expect(dialects.cloudpay.redirect(order, { ...credential, returnUrl: null })).toBeNull();
});

test('vmq tells and returns payId, param, type and both prices with two decimals', () => {
  const told =
    'payId=5cc75a6a0b418&param=terry&type=1&price=0.82&reallyPrice=0.81&sign=0d925d8e9a967bebae6d6bf8a3c1be73';
  const { method, params } = dialects.vmq.notification(order, credential);
  expect({ method, params }).toEqual({ method: 'GET', params: told });
  expect(dialects.vmq.redirect(order, credential)?.address).toBe(`https://shop.example/return?${told}`);
});

test('epay-v1 tells by GET and returns the same: the price that was asked, and no param that is empty', () => {
  const told =
    'pid=1001&trade_no=1000000000000522&out_trade_no=5cc75a6a0b418&type=wxpay' +
    '&name=%E4%BB%BB%E6%84%8F%E9%87%91%E9%A2%9D%E6%94%AF%E4%BB%98%3A0.82%E5%85%83&money=0.82' +
    '&trade_status=TRADE_SUCCESS&param=terry&sign=80676acc449f64737a5bd3a60e58ce7d&sign_type=MD5';
  expect(dialects['epay-v1'].notification(order, credential)).toEqual({
    method: 'GET',
    params: told,
    pin: null,
  });
  expect(dialects['epay-v1'].redirect(order, credential)?.address).toBe(
    `https://shop.example/return?${told}`,
  );
  const { params } = dialects['epay-v1'].notification({ ...order, attachment: '' }, credential);
  expect(params).toContain('TRADE_SUCCESS&sign=05b01b32de08a9aac657ff33fad809e6&sign_type=MD5');
});

const reply = (status: number, text: string) => ({
  status,
  body: new Uint8Array(Buffer.from(text)),
  isCut: false,
});
const STRICT = { isLenient: false };
const LENIENT = { isLenient: true };

test.each([
  'success',
  'SUCCESS',
  ' success\r\n',
  '\uFEFFsuccess',
  '\uFEFF\uFEFF Success ',
  `${' '.repeat(5_000)}success`,
])('%j with 200, 201 or 202 is acknowledged', (text) => {
  for (const dialect of Object.values(dialects)) {
    for (const status of [200, 201, 202]) {
      expect(dialect.acknowledge(reply(status, text), STRICT)?.isAcknowledged).toBe(true);
    }
  }
});

test.each([
  [200, '', 'empty'],
  [200, 'fail', 'no_word'],
  [200, 'success!', 'within_text'],
  [200, '<html>success</html>', 'within_text'],
  [200, `success${'x'.repeat(100)}`, 'within_text'],
  [200, '{"success":false}', 'within_text'],
  [201, 'success!', 'within_text'],
])(
  'HTTP %i with %j is not acknowledged where the bare word must be, however lenient',
  (status, text, finding) => {
    const { 'epay-v1': _own, ...wordForWord } = dialects;
    for (const dialect of Object.values(wordForWord)) {
      expect(dialect.acknowledge(reply(status, text), LENIENT)).toEqual({
        isAcknowledged: false,
        reading: 'word',
        finding,
      });
    }
  },
);

test.each([204, 206, 302, 404, 500])('HTTP %i acknowledges in no dialect', (status) => {
  for (const dialect of Object.values(dialects)) {
    expect(dialect.acknowledge(reply(status, 'success'), LENIENT)).toBeNull();
  }
});

test('an answer without an end, and bytes that are no text, are not acknowledged', () => {
  for (const dialect of Object.values(dialects)) {
    const endless = { ...reply(200, 'success'), isCut: true };
    expect(dialect.acknowledge(endless, STRICT)?.isAcknowledged).toBe(false);
    const noText = { status: 200, body: new Uint8Array([0xff, 0xfe, 0]), isCut: false };
    expect(dialect.acknowledge(noText, STRICT)?.isAcknowledged).toBe(false);
  }
});
