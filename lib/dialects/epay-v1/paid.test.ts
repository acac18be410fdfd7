import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Credential } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import { paidParams } from '@/lib/dialects/epay-v1/paid';
import { refuseAmbiguous } from '@/lib/dialects/epay-v1/reserved';
import { signedText } from '@/lib/dialects/epay-v1/signature';
import { fen } from '@/lib/platform/money';
import { isEpaySigned } from '@/tests/support/epay-site';
import { type Pairs, readingsOf } from '@/tests/support/readings';

const keys = { pid: 1001, epayKey: '89unJUB8HZ54Hj7x4nUj56HN4nUzUJ8i' };

/** What the merchant's server is told of an order with this name and param. */
function told(title: string, attachment: string): Pairs {
  const order = {
    id: 1000000000000522,
    outOrderId: 'A1',
    type: 'alipay',
    title,
    price: fen(100),
    attachment,
  } as PaidOrder;
  const fields = new URLSearchParams(paidParams(order, keys as Credential));
  expect(isEpaySigned(keys, fields)).toBe(true);
  return [...fields].filter(([name]) => name !== 'sign' && name !== 'sign_type');
}

const fieldOf = (pairs: Pairs, name: string) => Object.fromEntries(pairs)[name];

test.each([
  'uid=7&plan=年',
  'a=1&money=2&sign=x',
  '{"a":"b&c=d"}',
  'x&type=wxpay&trade_no=1',
  'x&pid=7',
  'a & b',
  '=',
])('param %j comes back as it was', (param) => {
  expect(fieldOf(told('VIP会员', param), 'param')).toBe(param);
});

test.each([
  ['x&out_trade_no=B2', 'x&amp;out_trade_no=B2'],
  ['x&pid=1001&trade_no=5', 'x&amp;pid=1001&amp;trade_no=5'],
  ['uid=7&period=1y', 'uid=7&amp;period=1y'],
])('param %j, which could be read as another payment, comes back as %j', (param, sent) => {
  expect(fieldOf(told('VIP', param), 'param')).toBe(sent);
});

test('a name that could be cut comes with its & written out too', () => {
  expect(fieldOf(told('VIP&order=5', ''), 'name')).toBe('VIP&amp;order=5');
  expect(fieldOf(told('AT&T=电信 & Tom', ''), 'name')).toBe('AT&T=电信 & Tom');
});

const NAMES = [
  'out_trade_no',
  'param',
  'pid',
  'trade_no',
  'trade_status',
  'type',
  'name',
  'money',
  'notify_url',
];
const EXTRA = ['o', 'order', 'p', 'paid', 'period', 'plan', 'sign', 'tz', 'zz', 'return_url', 'clientip'];
const value = fc.constantFrom(
  '1',
  'B2',
  '1001',
  '1000000000000999',
  'TRADE_SUCCESS',
  'wxpay',
  'https://x.example/',
  '',
);
const joints = fc
  .array(fc.tuple(fc.constantFrom(...NAMES, ...EXTRA), value), { maxLength: 4 })
  .map((pairs) => pairs.map(([name, text]) => `&${name}=${text}`).join(''));
const forged = fc.constantFrom(
  '',
  '&out_trade_no=B2&pid=1001&trade_no=1000000000000999&trade_status=TRADE_SUCCESS&type=wxpay&zz=',
  '&pid=1001&trade_no=1000000000000999&trade_status=TRADE_SUCCESS&zz=',
  '&notify_url=https://x.example/&out_trade_no=B2&pid=1001&return_url=https://x.example/&type=wxpay&zz=',
);
const words = fc.tuple(fc.constantFrom('VIP', 'x', ''), joints, forged).map((parts) => parts.join(''));

/** Only names that a create takes. */
const name = fc
  .tuple(fc.constantFrom('VIP', '张三'), fc.constantFrom('', '&o=1', '&order=5', '&T=x', '&zz=1'))
  .map((parts) => parts.join(''));

/** What a merchant's server that looks at every closed field takes for news of a payment. */
function isNews(pairs: Pairs): boolean {
  const fields = Object.fromEntries(pairs);
  return (
    fields.pid === '1001' &&
    fields.trade_status === 'TRADE_SUCCESS' &&
    /^\d{16}$/.test(fields.trade_no ?? '') &&
    /^[A-Za-z0-9._\-|]+$/.test(fields.out_trade_no ?? '') &&
    /^(alipay|wxpay|qqpay)$/.test(fields.type ?? '') &&
    /^[\d.]+$/.test(fields.money ?? '')
  );
}

const NEWS = ['money', 'name', 'out_trade_no', 'param', 'trade_no', 'type'];

/** Whether a request with these fields would be heard as an order of the merchant's. */
function isCreate(pairs: Pairs): boolean {
  const fields = new Map(pairs);
  if (!['money', 'name', 'notify_url', 'out_trade_no', 'pid'].every((one) => fields.has(one))) return false;
  try {
    refuseAmbiguous({ pid: 1001, fields: { values: fields, faults: new Map() } });
  } catch {
    return false;
  }
  const isClosed = ['money', 'out_trade_no', 'pid'].every((one) => !fields.get(one)?.includes('&'));
  return isClosed && [undefined, 'alipay', 'wxpay', 'qqpay'].includes(fields.get('type'));
}

test('of 3,000 notices none is read as news of something else, and none as an order', {
  timeout: 120_000,
}, () => {
  let others = 0;
  fc.assert(
    fc.property(name, words, (title, param) => {
      const sent = told(title, param);
      const wanted = NEWS.map((one) => fieldOf(sent, one));
      for (const read of readingsOf(signedText(sent), 150)) {
        others += 1;
        if (isNews(read)) expect(NEWS.map((one) => fieldOf(read, one))).toEqual(wanted);
        expect(isCreate(read)).toBe(false);
      }
    }),
    { numRuns: 3_000 },
  );
  expect(others).toBeGreaterThan(20_000);
});
