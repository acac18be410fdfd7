import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { admitsNothing, describeRule, type RuleTerms } from '@/components/rules/describe-rule';
import { PROVINCES } from '@/lib/platform/region';
import en from '@/messages/en.json';
import zhCN from '@/messages/zh-CN.json';

const nothing: RuleTerms = {
  windows: [],
  minFen: null,
  maxFen: null,
  dailyFen: null,
  dailyCount: null,
  regions: [],
  isUnknownRegionServed: true,
};

function sentences(rule: Partial<RuleTerms>): [string, string] {
  const inLocale = (locale: 'zh-CN' | 'en', messages: typeof zhCN) => {
    const words = createTranslator({ locale, messages, namespace: 'rules.sentence' });
    const names = createTranslator({ locale, messages, namespace: 'province' });
    return describeRule({ ...nothing, ...rule }, words, (province) => names(province));
  };
  return [inLocale('zh-CN', zhCN), inLocale('en', en as typeof zhCN)];
}

describe('the sentence of a rule', () => {
  test.each<[string, Partial<RuleTerms>, string, string]>([
    [
      'without limits says so',
      {},
      '全天，单笔不限，日累计不限，付款方归属不限',
      'Around the clock, any amount, no daily limit, payers from anywhere',
    ],
    [
      'names hours, amounts and the sum of a day',
      { windows: [{ from: 540, to: 1380 }], minFen: 100, maxFen: 50_000, dailyFen: 500_000 },
      '每天 09:00–23:00，单笔 ¥1.00–¥500.00，日累计 ≤ ¥5,000.00，付款方归属不限',
      'Every day 09:00–23:00, ¥1.00–¥500.00 an order, ≤ ¥5,000.00 a day, payers from anywhere',
    ],
    [
      'tells a window over midnight from one that ends at midnight',
      {
        windows: [
          { from: 480, to: 720 },
          { from: 1320, to: 120 },
          { from: 1200, to: 0 },
        ],
        dailyCount: 20,
      },
      '每天 08:00–12:00、22:00–次日 02:00、20:00–24:00，单笔不限，每日 ≤ 20 笔，付款方归属不限',
      'Every day 08:00–12:00 and 22:00–02:00 the next day and 20:00–24:00, any amount, ≤ 20 orders a day, payers from anywhere',
    ],
    [
      'has words for one end and for a single amount',
      { minFen: 500, maxFen: 500, regions: ['广东省', '上海市'] },
      '全天，单笔 ¥5.00，日累计不限，付款方在广东、上海（含未知）',
      'Around the clock, ¥5.00 an order, no daily limit, payers from Guangdong, Shanghai (unknown ones too)',
    ],
    [
      'counts many provinces',
      { maxFen: 500, regions: PROVINCES.slice(0, 6), isUnknownRegionServed: false },
      '全天，单笔 ≤ ¥5.00，日累计不限，付款方在北京、天津、上海、重庆等 6 地（未知不收）',
      'Around the clock, at most ¥5.00 an order, no daily limit, payers from Beijing, Tianjin, Shanghai, Chongqing and others, 6 provinces in all (no unknown ones)',
    ],
  ])('%s', (_, rule, chinese, english) => {
    expect(sentences(rule)).toEqual([chinese, english]);
  });
});

test('a rule whose least order is more than its day admits nothing', () => {
  expect(admitsNothing({ ...nothing, minFen: 101, dailyFen: 100 })).toBe(true);
  expect(admitsNothing({ ...nothing, minFen: 100, dailyFen: 100 })).toBe(false);
});
