import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '@/lib/dialects/dialect';
import type { Claim } from '@/lib/dialects/epay-v1/claim';
import { OUT_TRADE_NO } from '@/lib/dialects/epay-v1/grammar';
import { refuseAmbiguous } from '@/lib/dialects/epay-v1/reserved';
import { signedText } from '@/lib/dialects/epay-v1/signature';
import { readForm } from '@/lib/platform/fields';
import { type Pairs, readingsOf } from '@/tests/support/readings';

const RIGHT = {
  pid: '1001',
  type: 'alipay',
  out_trade_no: 'A1',
  notify_url: 'https://shop.example/n',
  return_url: 'https://shop.example/r',
  name: 'VIP',
  money: '1.00',
};

function claimOf(pairs: Pairs): Claim {
  const isTwice = new Set(pairs.map(([name]) => name)).size < pairs.length;
  if (!isTwice) return { pid: 1001, fields: { values: new Map(pairs), faults: new Map() } };
  const query = pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  return { pid: 1001, fields: readForm(query) };
}

function isTaken(pairs: Pairs): boolean {
  try {
    refuseAmbiguous(claimOf(pairs));
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** A right order with these fields; null takes one away. */
function order(extra: Record<string, string | null>): Pairs {
  return Object.entries({ ...RIGHT, ...extra }).filter((pair): pair is [string, string] => pair[1] !== null);
}

test.each([
  { name: 'Tom & Jerry' },
  { name: 'a=b' },
  { name: '买一送一 & 50% = 好' },
  { name: 'AT&T=电信' },
  { sitename: '小店 & 码头' },
  { param: 'uid=1&plan=2&x=y' },
  { param: '{"a":"b&c=d"}' },
  { notify_url: 'https://shop.example/n?gateway=epay&order=1&s=/x' },
  { return_url: 'https://shop.example/r?a=1&token=2&next=%26money%3D1' },
  { notify_url: 'https://shop.example/?wc-api=WC_Epay&type=alipay' },
  { return_url: 'https://shop.example/?wc-api=WC_Epay&type=alipay' },
  { return_url: 'https://shop.example/?wc-api=WC_Epay&type=alipay', type: null },
  { notify_url: 'https://shop.example/n?a=1&out_trade_no=A1' },
  { notify_url: 'https://shop.example/n?a=1&out_trade_no=A1&type=wxpay&pid=1001&sign=x' },
  { notify_url: 'https://shop.example/n?a=1&pid=1001&money=2&param=y&name=z', param: 'x' },
  { return_url: 'https://shop.example/r?a=1&out_trade_no=A1&pid=1001&trade_no=2&money=3' },
  { return_url: 'https://shop.example/r?a=1&out_trade_no=A1&pid=1001&trade_no=2', param: 'x' },
  { return_url: 'https://shop.example/r?a=1&notify_url=x&return_url=y&name=z', param: 'x' },
  { param: 'a=1&money=2&sign=x' },
  { param: 'a=1&name=b&notify_url=c' },
  { param: 'x&out_trade_no=B2' },
  { param: 'x&out_trade_no=B2&param=y' },
  { param: 'x&pid=1001' },
  { param: 'x&pid=1001&return_url=https://evil.example/&type=wxpay' },
  { param: 'x&trade_status=TRADE_SUCCESS' },
  { param: 'uid=7&period=1y' },
  { param: 'x&type=alipay', clientip: '127.0.0.1', device: 'pc' },
  { openid: 'o1', order_id: '7' },
  { password: 'x' },
])('an order with %j has one reading, and it is this', (extra) => {
  expect(isTaken(order(extra as Record<string, string | null>))).toBe(true);
});

test.each([
  { name: 'VIP&out_trade_no=BIG&param=' },
  { name: 'VIP&Money=0.01' },
  { name: 'VIP&note=1' },
  { type: 'alipay&money=1' },
  { out_trade_no: '1&pid=2' },
  { attach: 'x&money=999.00' },
  { sitename: 'x&type=wxpay' },
  { 'a&money': '1' },
  { 'a=b': '1' },
  // What a buyer makes of an order whose param he could choose.
  { notify_url: 'https://shop.example/n&out_trade_no=A1&param=x', out_trade_no: 'B2' },
  { param: 'x', return_url: 'https://evil.example/&type=wxpay&pid=1001&return_url=https://shop.example/r' },
  { param: 'uid=7', period: '1y' },
])('an order with %j is refused', (extra) => {
  expect(isTaken(order(extra as Record<string, string>))).toBe(false);
});

test('what comes twice is refused, and what PHP reads as an array counts for nothing', () => {
  expect(isTaken([...order({}), ['money', '2']])).toBe(false);
  expect(isTaken([...order({}), ['x[]', 'a&money=1']])).toBe(true);
});

const KNOWN = Object.keys(RIGHT);
const EXTRA = [
  'attach',
  'buyer',
  'n',
  'name2',
  'nb',
  'note',
  'order',
  'paid',
  'param2',
  'plan',
  'toString',
  'zz',
];
const text = fc.constantFrom(
  '1',
  '1.00',
  'A1',
  '张三',
  'a=b',
  '1001',
  'alipay',
  'https://shop.example/n?a=1',
);
const joint = fc
  .tuple(fc.constantFrom(...KNOWN, 'param', 'sitename', ...EXTRA), text)
  .map(([name, value]) => `&${name}=${value}`);
/** What fits behind the beginning of another reading. */
const tail = fc.constantFrom(
  '&out_trade_no=B2',
  '&out_trade_no=B2&param=y',
  '&out_trade_no=B2&pid=1001&return_url=https://evil.example/',
  '&pid=1001&return_url=https://evil.example/r',
  '&pid=1001',
  '&type=wxpay',
);
const crafted = fc
  .tuple(text, fc.array(fc.oneof(joint, tail), { maxLength: 2 }))
  .map(([value, joints]) => value + joints.join(''));
const address = crafted.map((value) => `https://shop.example/x?s=${value}`);

const message = fc.record(
  {
    pid: fc.constant('1001'),
    money: fc.constantFrom('1', '2.50'),
    name: fc.oneof(fc.constantFrom('VIP', 'a&b'), crafted),
    out_trade_no: fc.constantFrom('A1', 'B2'),
    notify_url: address,
    return_url: address,
    param: crafted,
    type: fc.constantFrom('alipay', 'wxpay'),
    clientip: text,
    attach: crafted,
    order: text,
    plan: text,
    paid: text,
    zz: text,
  },
  { requiredKeys: ['pid', 'money', 'name', 'out_trade_no', 'notify_url'] },
);

/** What the later checks of both calls refuse, whatever it was signed with. */
function isWhole(pairs: Pairs): boolean {
  const { pid, money, name, out_trade_no, notify_url, type, return_url } = Object.fromEntries(pairs);
  const isAddress = (one = 'https://x') => /^https?:\/\//.test(one);
  return (
    pid === '1001' &&
    /^[\d.]+$/.test(money ?? '') &&
    (name ?? '') !== '' &&
    OUT_TRADE_NO.test(out_trade_no ?? '') &&
    isAddress(notify_url ?? '') &&
    isAddress(return_url) &&
    [undefined, 'alipay', 'wxpay', 'qqpay'].includes(type)
  );
}

/**
 * What a stranger must not be able to choose. The query of an address may end a field later or earlier, the type with
 * it: of these only the first that came has the order number, as the order itself remembers.
 */
function meaningOf(pairs: Pairs): unknown {
  const { money, name, out_trade_no, param, notify_url, return_url } = Object.fromEntries(pairs);
  return [money, name, out_trade_no, param, notify_url?.split('&')[0], return_url?.split('&')[0]];
}

test('of 6,000 texts that were made to be read in several ways, none is taken in two meanings', {
  timeout: 240_000,
}, () => {
  let taken = 0;
  let refused = 0;
  let others = 0;
  fc.assert(
    fc.property(message, (fields) => {
      const pairs = Object.entries(fields) as Pairs;
      const meanings = new Set<string>();
      for (const one of readingsOf(signedText(pairs), 400)) {
        if (!isWhole(one)) continue;
        others += 1;
        if (isTaken(one)) meanings.add(JSON.stringify(meaningOf(one)));
      }
      if (meanings.size > 0) taken += 1;
      else refused += 1;
      expect([...meanings].length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 6_000 },
  );
  expect(taken).toBeGreaterThan(2_000);
  expect(refused).toBeGreaterThan(300);
  expect(others).toBeGreaterThan(20_000);
});

test('of 6,000 orders whose param was chosen by a stranger, every one is taken as the shop meant it', () => {
  fc.assert(
    fc.property(
      crafted,
      fc.constantFrom(null, 'alipay'),
      fc.constantFrom(null, '127.0.0.1'),
      (param, type, ip) => {
        expect(isTaken(order({ param, type, clientip: ip }))).toBe(true);
      },
    ),
    { numRuns: 6_000 },
  );
});
