import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUILT_IN_RULES } from '@/lib/core/monitoring/builtin-notice-rules';
import type { NoticeRule } from '@/lib/core/monitoring/notice-rule';
import { judgePattern, NOTICE_MAX, PATTERN_MAX, readNotice } from '@/lib/core/monitoring/read-notice';

const ALIPAY = 'com.eg.android.AlipayGphone';
const WECHAT = 'com.tencent.mm';
const WECOM = 'com.tencent.wework';

const read = (sender: string, text: string, rules = BUILT_IN_RULES) => readNotice({ sender, text }, rules);

test.each([
  [ALIPAY, '收钱码到账通知\n成功收款0.01元。享免费提现等更多专属服务，点击查看', 1, 'alipay'],
  [ALIPAY, '收款通知\nX通过扫码向你付款0.01元', 1, 'alipay'],
  [ALIPAY, '你已收款12.5元', 1_250, 'alipay'],
  [ALIPAY, '成功收款1,160.00元', 116_000, 'alipay'],
  [ALIPAY, '成功收款1,234,567.89元', 123_456_789, 'alipay'],
  [ALIPAY, '成功收款１，１６０．００元', 116_000, 'alipay'],
  [ALIPAY, '收钱码到账20元', 2_000, 'alipay'],
  [ALIPAY, '店员通\n支付宝成功收款9.90元', 990, 'alipay'],
  [ALIPAY, '成功收款0.01元\r\n商家积分 25', 1, 'alipay'],
  [ALIPAY, '成功收款10.00元\n今日第2笔', 1_000, 'alipay'],
  [WECHAT, '微信支付\n微信支付收款0.01元', 1, 'wechat'],
  [WECHAT, '微信支付收款1160.00元\n微信支付', 116_000, 'wechat'],
  [WECHAT, '微信收款助手\n个人收款码到账¥0.01', 1, 'wechat'],
  [WECHAT, '微信收款助手\n个人收款码到账￥1,160.00', 116_000, 'wechat'],
  [WECHAT, '微信收款商业版\n收款3.50元', 350, 'wechat'],
  [WECHAT, '微信\n微信支付: 微信支付收款8.88元', 888, 'wechat'],
  [WECOM, '企业微信\n对外收款100元', 10_000, 'wechat'],
] as const)('from %s, %j is %i fen', (sender, text, amount, type) => {
  expect(read(sender, text)).toMatchObject({ kind: 'read', amount, rule: { type } });
});

test.each([
  [ALIPAY, '成功收款2笔，共2.00元', 'merged'],
  [ALIPAY, '你有２笔收款，成功收款2.00元', 'merged'],
  [ALIPAY, '收款通知\n两笔成功收款2.00元', 'merged'],
  [WECHAT, '微信支付\n[2条]微信支付: 微信支付收款0.01元', 'merged'],
  [WECHAT, '微信支付\n12条新消息', 'merged'],
  [ALIPAY, '成功收款1.00元\n成功收款2.00元', 'several_amounts'],
  [ALIPAY, '成功收款1.005元', 'amount_unclear'],
  [ALIPAY, '成功收款0.00元', 'amount_unclear'],
  [ALIPAY, '成功收款11,60.00元', 'amount_unclear'],
  [ALIPAY, '成功收款99999999999元', 'amount_unclear'],
  [ALIPAY, '收款通知\n你有一笔新的收款', 'no_rule'],
  [WECHAT, '张三\n微信支付收款100.00元', 'no_rule'],
  [WECHAT, '微信\n张三: 收款100.00元', 'no_rule'],
  ['com.example.chat', '成功收款0.01元', 'no_rule'],
  ['xcom.eg.android.AlipayGphone', '成功收款0.01元', 'no_rule'],
  [ALIPAY, 'x'.repeat(NOTICE_MAX + 1), 'too_long'],
] as const)('from %s, %j is not read: %s', (sender, text, reason) => {
  expect(read(sender, text)).toMatchObject({ kind: 'unread', reason });
});

test('one payment in a notice is not several', () => {
  expect(read(ALIPAY, '1笔\n成功收款0.01元')).toMatchObject({ kind: 'read', amount: 1 });
  expect(read(ALIPAY, '11笔\n成功收款0.01元')).toMatchObject({ reason: 'merged' });
});

const loose: NoticeRule = {
  id: 'loose',
  version: 1,
  name: 'loose',
  senderPattern: '.*',
  titlePattern: '',
  textPattern: '(?<amount>\\d+\\.\\d\\d)',
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

test('every built-in rule has usable patterns', () => {
  for (const rule of BUILT_IN_RULES) {
    expect(judgePattern(rule.senderPattern, false)).toBeNull();
    expect(judgePattern(rule.titlePattern, false)).toBeNull();
    expect(judgePattern(rule.textPattern, true)).toBeNull();
  }
});

test.each([
  '(',
  '(?=a)(?<amount>1)',
  '(a)\\1',
  '(((a{30}){30}){30})',
  'no group',
  '(?<other>1)',
  'a'.repeat(PATTERN_MAX + 1),
])('the pattern %j is refused with its reason', (pattern) => {
  expect(judgePattern(pattern, true)).toEqual(expect.any(String));
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
});

test('a notice with one amount in a known wording is read to exactly that amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), fc.boolean(), (amount, isParted) => {
      const yuan = String(Math.floor(amount / 100));
      const whole = isParted ? yuan.replace(/\B(?=(\d{3})+$)/g, ',') : yuan;
      const text = `成功收款${whole}.${String(amount % 100).padStart(2, '0')}元`;
      expect(read(ALIPAY, text)).toMatchObject({ kind: 'read', amount });
    }),
  );
});
