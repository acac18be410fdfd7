import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUILT_IN_RULES } from '@/lib/core/monitoring/builtin-notice-rules';
import type { NoticeRule } from '@/lib/core/monitoring/notice-rule';
import {
  amountMaybe,
  judgePatterns,
  NOTICE_MAX,
  PATTERN_MAX,
  readNotice,
} from '@/lib/core/monitoring/read-notice';

const ALIPAY = 'com.eg.android.AlipayGphone';
const WECHAT = 'com.tencent.mm';

const read = (sender: string, text: string, rules = BUILT_IN_RULES) => readNotice({ sender, text }, rules);

test('the title is the first line, and no other line is ever one', () => {
  expect(read(WECHAT, '微信支付\n微信支付收款0.01元')).toMatchObject({ kind: 'read', amount: 1 });
  expect(read(WECHAT, '微信支付\r\n微信支付收款0.01元\r\n')).toMatchObject({ kind: 'read', amount: 1 });
  for (const text of [
    '微信支付收款0.01元\n微信支付',
    '张三\n哈哈\n微信支付\n收款79.00元',
    '张三\n微信支付\n微信支付收款79.00元',
    '\n微信支付\n微信支付收款79.00元',
  ])
    expect(read(WECHAT, text).kind).toBe('unread');
});

test('the time that a forwarder prints below a notice is no part of it; another line is, and could be a stranger’s', () => {
  const words = '收款通知\n成功收款5.00元\n';
  for (const tail of ['2026-11-30 10:00:00', '2026-11-30T10:00:00+08:00', 'UID：10123\n2026-11-30 10:00:00'])
    expect(read(ALIPAY, words + tail)).toMatchObject({ kind: 'read', amount: 500 });
  for (const tail of ['2026-11-30 10:00:00\n请求添加你为好友', '2026-11-30 10:00:00请求添加你为好友', '哈哈'])
    expect(read(ALIPAY, words + tail).kind).toBe('unread');
  expect(read(ALIPAY, '成功收款5.00元\n2026-11-30 10:00:00')).toMatchObject({ reason: 'no_title' });
});

test('a title in a field of its own stands alone: the first line beside it is text', () => {
  const words = { sender: WECHAT, text: '微信支付收款0.01元' };
  expect(readNotice({ ...words, title: '微信支付' }, BUILT_IN_RULES)).toMatchObject({ amount: 1 });
  for (const title of ['', '张三', '微信支付 ', ' 微信支付', '微信支付\u200b', '张三\n微信支付'])
    expect(readNotice({ ...words, title }, BUILT_IN_RULES)).toMatchObject({ reason: 'no_rule' });
  const inText = { sender: WECHAT, title: '张三', text: '微信支付\n微信支付收款0.01元' };
  expect(readNotice(inText, BUILT_IN_RULES)).toMatchObject({ reason: 'no_rule' });
});

test.each([
  [ALIPAY, '成功收款2笔，共2.00元', 'merged'],
  [ALIPAY, '收款通知\n你有２笔收款，成功收款2.00元', 'merged'],
  [ALIPAY, '收款通知\n两笔成功收款2.00元', 'merged'],
  [ALIPAY, '成功收款0.01元', 'no_title'],
  [ALIPAY, `${ALIPAY}\n成功收款0.01元\n收款通知\nUID：10123\n2026-12-01 10:00:00`, 'no_title'],
  [ALIPAY, '收款通知\n成功收款1.00元\n成功收款2.00元', 'no_rule'],
  [ALIPAY, '收款通知\n成功收款1.005元', 'amount_unclear'],
  [ALIPAY, '收款通知\n成功收款0.00元', 'amount_unclear'],
  [ALIPAY, '收款通知\n成功收款11,60.00元', 'amount_unclear'],
  [ALIPAY, '收款通知\n成功收款99999999999元', 'amount_unclear'],
  [ALIPAY, '收款通知\n你有一笔新的收款', 'no_rule'],
  [ALIPAY, '退款通知\n退款到账2.00元', 'never_payment'],
  [WECHAT, '张三\n微信支付收款100.00元', 'no_rule'],
  ['com.example.chat', '收款通知\n成功收款0.01元', 'no_rule'],
  ['xcom.eg.android.AlipayGphone', '收款通知\n成功收款0.01元', 'no_rule'],
  [ALIPAY, 'x'.repeat(NOTICE_MAX + 1), 'too_long'],
] as const)('from %s, %j is not read: %s', (sender, text, reason) => {
  expect(read(sender, text)).toMatchObject({ kind: 'unread', reason });
});

const loose: NoticeRule = {
  id: 'loose',
  version: 1,
  name: 'loose',
  senderPattern: '.*',
  titlePattern: '',
  textPattern: '(?<amount>\\d+\\.\\d\\d)',
  verdict: 'payment',
  type: 'qq',
  priority: 1,
  isEnabled: true,
};

test('a rule that cuts an amount out of a longer number is not believed', () => {
  for (const text of ['1,160.00元', '12.345', '1.2.34', '0.01.5'])
    expect(read('any', text, [loose])).toMatchObject({ kind: 'unread', reason: 'amount_unclear' });
  expect(read('any', '收到 160.00。', [loose])).toMatchObject({ kind: 'read', amount: 16_000 });
});

test('the first rule by priority decides, and a rule that is off reads nothing', () => {
  const second = { ...loose, id: 'second', priority: 2 };
  expect(read('any', '1.00', [second, loose])).toMatchObject({ rule: { id: 'loose' } });
  expect(read('any', '1.00', [second, { ...loose, isEnabled: false }])).toMatchObject({
    rule: { id: 'second' },
  });
});

test('only the line that carries the amount is judged for being merged, without what counts unread messages', () => {
  for (const text of ['[8条]收到 5.00', '共12条消息\n收到 5.00', '收到 5.00\n今日2笔'])
    expect(read('any', text, [loose])).toMatchObject({ kind: 'read', amount: 500 });
  for (const text of ['2笔 5.00', '[8条]共2笔 5.00', '消息\n两笔，5.00'])
    expect(read('any', text, [loose])).toMatchObject({ reason: 'merged', rule: loose });
});

test('a rule of the operator overrules that by naming the count as one that says nothing of money', () => {
  const knowing = { ...loose, textPattern: '(?<count>\\d+条优惠)，收到 (?<amount>[\\d.]+)' };
  expect(read('any', '10条优惠，收到 5.00', [loose])).toMatchObject({ reason: 'merged' });
  expect(read('any', '10条优惠，收到 5.00', [knowing])).toMatchObject({ kind: 'read', amount: 500 });
  expect(read('any', '2笔，10条优惠，收到 5.00', [knowing])).toMatchObject({ reason: 'merged' });
});

test('a rule that says never ends the reading before the rules behind it', () => {
  const never = { ...loose, id: 'never', verdict: 'never', textPattern: '退', priority: 0 } as const;
  expect(read('any', '退 5.00', [loose, never])).toMatchObject({
    reason: 'never_payment',
    rule: { id: 'never' },
  });
  expect(read('any', '收 5.00', [loose, never])).toMatchObject({ kind: 'read', amount: 500 });
  expect(read('any', '退 5.00', [{ ...loose, priority: -1 }, never])).toMatchObject({ kind: 'read' });
});

test.each([
  ['成功收款83.00元', 8_300],
  ['张三\n请付¥1,160.00', 116_000],
  ['到账 CNY 5', 500],
  ['成功收款2笔，共2.00元，余额3.00元', null],
  ['你有一笔新的收款', null],
  ['尾号1234', null],
])('%j may be money: %j', (text, amount) => {
  expect(amountMaybe({ text })).toBe(amount);
});

const patterns = {
  senderPattern: '.*',
  titlePattern: '',
  textPattern: '(?<amount>1)',
  verdict: 'payment',
} as const;

test('every built-in rule has usable patterns', () => {
  for (const rule of BUILT_IN_RULES) expect(judgePatterns(rule)).toBeNull();
  expect(judgePatterns(patterns)).toBeNull();
  expect(judgePatterns({ ...patterns, titlePattern: '(?<amount>1)', textPattern: 'x' })).toBeNull();
  expect(judgePatterns({ ...patterns, verdict: 'never', textPattern: 'x' })).toBeNull();
});

test.each([
  '(',
  '(?=a)(?<amount>1)',
  '(a)\\1',
  '(((a{30}){30}){30})',
  'no group',
  '(?<other>1)',
  'a'.repeat(PATTERN_MAX + 1),
])('the pattern %j is refused with its reason', (textPattern) => {
  const refusal = { field: 'textPattern', reason: expect.any(String) };
  expect(judgePatterns({ ...patterns, textPattern })).toEqual(refusal);
});

test('an amount that could stand in two places is refused', () => {
  expect(judgePatterns({ ...patterns, titlePattern: '(?<amount>1)' })).toMatchObject({
    field: 'textPattern',
  });
});

test('a rule reads a long notice in a time that grows with its length alone', () => {
  const nasty = `收款通知\n${'通过扫码向你付款1元'.repeat(180)}`;
  const startMs = performance.now();
  for (let round = 0; round < 50; round++) read(ALIPAY, nasty);
  expect(performance.now() - startMs).toBeLessThan(5_000);
});

test('any sender and text are read or not read, and never throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      (sender, text) => {
        expect(['read', 'unread']).toContain(readNotice({ sender, text }, [...BUILT_IN_RULES, loose]).kind);
      },
    ),
  );
}, 30_000);

test('a notice with one amount in a known wording is read to exactly that amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), fc.boolean(), (amount, isParted) => {
      const yuan = String(Math.floor(amount / 100));
      const whole = isParted ? yuan.replace(/\B(?=(\d{3})+$)/g, ',') : yuan;
      const text = `收款通知\n成功收款${whole}.${String(amount % 100).padStart(2, '0')}元`;
      expect(read(ALIPAY, text)).toMatchObject({ kind: 'read', amount });
    }),
  );
});
