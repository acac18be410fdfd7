import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import { describeChoice } from '@/components/orders/describe-choice';
import en from '@/messages/en.json';
import zhCN from '@/messages/zh-CN.json';

function inBoth(data: Record<string, unknown>): [string, string] {
  const say = (locale: 'zh-CN' | 'en', messages: typeof zhCN) => {
    const words = createTranslator({ locale, messages, namespace: 'event.choice' });
    const province = createTranslator({ locale, messages, namespace: 'province' });
    const names = { accounts: new Map([[7, 'A']]), provinceName: province };
    return describeChoice({ accountId: 8, ...data }, words, names);
  };
  return [say('zh-CN', zhCN), say('en', en as typeof zhCN)];
}

test.each([
  [
    { strategy: 'smart', leftOutId: 7, ruleName: '白天', region: '广东省' },
    '智能随机，剔除“A”，按规则“白天”，付款方归属广东',
    'Smart random, “A” left out, by rule “白天”, payer from Guangdong',
  ],
  [
    { strategy: 'even', leftOutId: null, ruleName: null, region: null },
    '均匀收款，没有剔除，账户不限规则',
    'Even, nobody left out, the account follows no rule',
  ],
  [
    { strategy: 'even', leftOutId: 8, ruleName: null, region: null },
    '均匀收款，没有别的账户可用，不剔除，账户不限规则',
    'Even, no other account was free, so nobody was left out, the account follows no rule',
  ],
  [
    { strategy: 'smart', leftOutId: 9, ruleName: null, region: 'nowhere' },
    '智能随机，剔除一个已移除的账户，账户不限规则',
    'Smart random, a removed account left out, the account follows no rule',
  ],
  [
    { strategy: 'random', leftOutId: null, ruleName: 'x', region: null },
    '普通随机，按规则“x”',
    'Plain random, by rule “x”',
  ],
  [{ strategy: 'smart' }, '智能随机', 'Smart random'],
  [{}, '', ''],
])('the choice %j is told in both languages', (data, chinese, english) => {
  expect(inBoth(data)).toEqual([chinese, english]);
});
