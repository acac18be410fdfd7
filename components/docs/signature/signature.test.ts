import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainDifference, type Mistake } from '@/components/docs/signature/explain-difference';
import { makeSignature, type Recipe } from '@/components/docs/signature/make-signature';
import { md5 } from '@/components/docs/signature/md5';
import { readPasted } from '@/components/docs/signature/read-pasted';
import { encodeGbk } from '@/lib/platform/gbk';

const hash = (text: string | Uint8Array) => createHash('md5').update(text).digest('hex');
const double = (text: string | Uint8Array, secret = SECRET) => hash(hash(text) + secret);

test('md5 is that of the platform, for bytes of every length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(md5(bytes)).toBe(hash(bytes));
    }),
  );
});

test('GBK bytes are what the platform reads back', () => {
  const text = '用户 张三：￥10.23，VIP会员';
  expect(new TextDecoder('gbk').decode(encodeGbk(text))).toBe(text);
});

const SECRET = '5d41402abc4b2a76b9719d911017c592';
const ANYPAY: Recipe = {
  kind: 'joined',
  rounds: 2,
  fields: ['appkey', 'price', 'type', 'out_order_id', 'custom'],
  secret: 'appsecret',
};
const ORDER = new Map([
  ['appkey', '098f6bcd4621d373cade4e832627b4f6'],
  ['price', '1.50'],
  ['type', 'alipay'],
  ['out_order_id', 'A-1'],
  ['custom', '用户 张三'],
  ['notify_url', 'https://shop.example/notify'],
]);
const joined = [...ORDER.values()].slice(0, 5).join('');

test('a joined signature has its steps', () => {
  expect(makeSignature(ANYPAY, ORDER, SECRET)).toEqual({
    text: joined,
    inner: hash(joined),
    sign: double(joined),
  });
});

const value = (name: string) => ORDER.get(name) ?? '';

const JOINED_MISTAKES: [mistakes: Mistake[], given: string][] = [
  [['upper_case'], double(joined).toUpperCase()],
  [['amount'], double(joined.replace('1.50', '1.5'))],
  [['url_encoded'], double(joined.replace('用户 张三', encodeURIComponent('用户 张三')))],
  [['spaces'], double(`${joined} `)],
  [['order'], double(joined.replace('1.50alipay', 'alipay1.50'))],
  [['missing'], double(joined.replace('用户 张三', ''))],
  [['extra'], double(joined + value('notify_url'))],
  [['gbk'], double(encodeGbk(joined))],
  [['rounds'], hash(joined + SECRET)],
  [['inner_upper_case'], hash(hash(joined).toUpperCase() + SECRET)],
  [['secret_first'], hash(SECRET + hash(joined))],
  [['no_secret'], hash(hash(joined))],
  [['secret_spaces'], double(joined, `${SECRET}\n`)],
  [['amount', 'rounds'], hash(joined.replace('1.50', '1.5') + SECRET)],
  [['unknown'], double(joined, 'another secret')],
  [['unknown'], double(joined.replace('1.50', '1.05'))],
];

test.each(JOINED_MISTAKES)('%j is told from a joined signature', (mistakes, given) => {
  const difference = explainDifference(ANYPAY, ORDER, SECRET, given);
  expect(difference?.found.map(({ mistake }) => mistake)).toEqual(mistakes);
});

const EPAY: Recipe = { kind: 'sorted', leftOut: ['sign', 'sign_type'], secret: 'epayKey' };
const SUBMIT = new Map([
  ['pid', '1001'],
  ['type', 'alipay'],
  ['out_trade_no', '20160806151343349'],
  ['name', 'VIP会员'],
  ['money', '1.00'],
  ['param', ''],
  ['sign_type', 'MD5'],
]);
const pairs = 'money=1.00&name=VIP会员&out_trade_no=20160806151343349&pid=1001&type=alipay';

test('a sorted signature leaves out sign, sign_type and empty values', () => {
  expect(makeSignature(EPAY, SUBMIT, SECRET)).toEqual({
    text: pairs,
    inner: null,
    sign: hash(pairs + SECRET),
  });
});

const SORTED_MISTAKES: [mistakes: Mistake[], given: string][] = [
  [['amount'], hash(pairs.replace('1.00', '1') + SECRET)],
  [['empty_signed'], hash(pairs.replace('&pid', '&param=&pid') + SECRET)],
  [
    ['sent_order'],
    hash(`pid=1001&type=alipay&out_trade_no=20160806151343349&name=VIP会员&money=1.00${SECRET}`),
  ],
  [['extra'], hash(pairs.replace('&type', '&sign_type=MD5&type') + SECRET)],
  [['joiner'], hash(`${pairs}&key=${SECRET}`)],
  [['url_encoded'], hash(pairs.replace('会员', encodeURIComponent('会员')) + SECRET)],
  [['gbk'], hash(Buffer.from(encodeGbk(pairs + SECRET)))],
  [['no_secret'], hash(pairs)],
];

test.each(SORTED_MISTAKES)('%j is told from a sorted signature', (mistakes, given) => {
  const difference = explainDifference(EPAY, SUBMIT, SECRET, given);
  expect(difference?.found.map(({ mistake }) => mistake)).toEqual(mistakes);
});

test('names sorted without regard to case are told', () => {
  const fields = new Map([
    ['b', '1'],
    ['C', '2'],
  ]);
  const difference = explainDifference(EPAY, fields, SECRET, hash(`b=1&C=2${SECRET}`));
  expect(difference).toMatchObject({ found: [{ mistake: 'sent_order' }], text: 'b=1&C=2' });
  const turned = new Map([...fields].reverse());
  const other = explainDifference(EPAY, turned, SECRET, hash(`b=1&C=2${SECRET}`));
  expect(other?.found).toEqual([{ mistake: 'locale_order' }]);
});

test('another amount is not taken for another spelling', () => {
  const fields = new Map(ORDER).set('price', '10.23');
  const given = double(joined.replace('1.50', '10.2'));
  expect(explainDifference(ANYPAY, fields, SECRET, given)?.found).toEqual([{ mistake: 'unknown' }]);
});

test('a right signature has no difference', () => {
  expect(explainDifference(ANYPAY, ORDER, SECRET, double(joined))).toBeNull();
});

describe('what was pasted', () => {
  const expected = new Map([
    ['price', '1.00'],
    ['extend', '用户 & 张三'],
  ]);
  const query = 'price=1.00&extend=%E7%94%A8%E6%88%B7%20%26+%E5%BC%A0%E4%B8%89';
  test.each([query, `https://shop.example/notify?${query}#top`, ` ${query}\n`])('%j is read', (pasted) => {
    expect(readPasted(pasted)).toEqual(expected);
  });

  test('what holds no fields reads as none', () => {
    expect(readPasted('hello').size).toBe(0);
  });
});
