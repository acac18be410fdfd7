import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Asked, judgeRule } from '@/lib/core/accounts/judge-rule';
import { type RuleContent, rangesToWindows, windowsToRanges } from '@/lib/core/accounts/rule';
import { fen } from '@/lib/platform/money';

const open: RuleContent = {
  name: 'rule',
  windows: [],
  minFen: null,
  maxFen: null,
  dailyFen: null,
  dailyCount: null,
  regions: [],
  isUnknownRegionServed: true,
  isDefault: false,
};
const asked: Asked = { price: fen(1000), minute: 720, region: null, todayFen: 0, todayCount: 0 };
const judge = (rule: Partial<RuleContent>, about: Partial<Asked> = {}) =>
  judgeRule({ ...open, ...rule }, { ...asked, ...about });

describe('a rule', () => {
  test('that says nothing admits everything', () => {
    expect(judge({})).toEqual([]);
  });

  const day = [{ from: 540, to: 1380 }];
  const night = [{ from: 1320, to: 120 }];
  test.each([
    [day, 539, false],
    [day, 540, true],
    [day, 1379, true],
    [day, 1380, false],
    [night, 1319, false],
    [night, 1320, true],
    [night, 1439, true],
    [night, 0, true],
    [night, 119, true],
    [night, 120, false],
  ])('with the hours %j is open at minute %i: %s', (windows, minute, isOpen) => {
    expect(judge({ windows }, { minute })).toEqual(isOpen ? [] : ['time']);
  });

  test('takes exactly its least and its largest amount, and not a fen beside', () => {
    const range = { minFen: 100, maxFen: 50_000 };
    for (const price of [100, 50_000]) expect(judge(range, { price: fen(price) })).toEqual([]);
    expect(judge(range, { price: fen(99) })).toEqual(['below_min']);
    expect(judge(range, { price: fen(50_001) })).toEqual(['above_max']);
  });

  test('fills its daily sum to the fen', () => {
    expect(judge({ dailyFen: 5000 }, { todayFen: 4000 })).toEqual([]);
    expect(judge({ dailyFen: 5000 }, { todayFen: 4001 })).toEqual(['daily_sum']);
    expect(judge({ dailyCount: 3 }, { todayCount: 2 })).toEqual([]);
    expect(judge({ dailyCount: 3 }, { todayCount: 3 })).toEqual(['daily_count']);
  });

  test('of provinces serves them, and the unknown ones as it says', () => {
    const regions: RuleContent['regions'] = ['广东省', '上海市'];
    expect(judge({ regions }, { region: '广东省' })).toEqual([]);
    expect(judge({ regions }, { region: '北京市' })).toEqual(['region']);
    expect(judge({ regions })).toEqual([]);
    expect(judge({ regions, isUnknownRegionServed: false })).toEqual(['region']);
    expect(judge({ isUnknownRegionServed: false })).toEqual([]);
  });

  test('names every reason', () => {
    expect(judge({ minFen: 2000, dailyCount: 1, windows: day }, { minute: 0, todayCount: 1 })).toEqual([
      'time',
      'below_min',
      'daily_count',
    ]);
  });
});

test('windows survive the way to the database and back', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  fc.assert(
    fc.property(minute, minute, (from, to) => {
      fc.pre(from !== to);
      const there = windowsToRanges([{ from, to }]);
      // PostgreSQL orders the ranges.
      const sorted = `{${(there.match(/\[\d+,\d+\)/g) ?? []).sort((a, b) => Number.parseInt(a.slice(1), 10) - Number.parseInt(b.slice(1), 10)).join(',')}}`;
      expect(rangesToWindows(sorted)).toEqual([{ from, to }]);
    }),
  );
});

test('windows that come to a whole day limit nothing', () => {
  expect(rangesToWindows('{[0,1440)}')).toEqual([]);
});
