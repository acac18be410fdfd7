import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countPlaces, payableAmounts } from '@/lib/core/allocation/payable-amounts';
import { fen } from '@/lib/platform/money';
import { amountSettings, prices } from '@/tests/support/amounts';

test('no amount is further from the price than the merchant allows, none twice, and the price comes first', () => {
  fc.assert(
    fc.property(prices, amountSettings, (asked, given) => {
      const { near, overflow } = payableAmounts(asked, given);
      const all = [...near, ...overflow];
      const { amountSpreadFen: spread, amountSpreadPercent: percent } = given;
      const room = Math.max(1, Math.floor((asked * percent) / 100));
      expect(near[0]).toBe(asked);
      expect(new Set(all).size).toBe(all.length);
      expect(Math.min(...all)).toBeGreaterThan(0);
      expect(Math.max(...all.map((amount) => Math.abs(amount - asked)))).toBeLessThanOrEqual(
        Math.min(spread, room),
      );
      if (given.amountDirection === 'up') expect(Math.min(...all)).toBe(asked);
      if (given.amountDirection === 'down') expect(Math.max(...all)).toBe(asked);
    }),
    { numRuns: 5_000 },
  );
});

test('with the defaults nobody pays less than 98 % of a price, and one fen is always left where there is one', () => {
  const defaults = { amountDirection: 'down', amountSpreadFen: 99, amountSpreadPercent: 2 } as const;
  for (let asked = 1; asked <= 20_000; asked += 1) {
    const { near, overflow } = payableAmounts(fen(asked), defaults);
    const least = Math.min(...near, ...overflow);
    if (least < Math.max(1, Math.min(asked - 1, Math.ceil((asked * 98) / 100))))
      throw new Error(`${asked}: ${least}`);
    if (overflow.length > 0) throw new Error(`${asked} goes up`);
  }
  expect([100, 1_000, 10_000].map((one) => countPlaces(fen(one), defaults))).toEqual([3, 21, 100]);
  expect([1, 2, 3].map((one) => countPlaces(fen(one), defaults))).toEqual([1, 2, 2]);
});
