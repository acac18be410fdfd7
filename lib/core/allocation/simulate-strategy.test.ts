import { describe, expect, test } from 'vitest';
import { simulateStrategy } from '@/lib/core/allocation/simulate-strategy';
import { STRATEGIES } from '@/lib/core/vocabulary';

const four = { accountIds: [11, 12, 13, 14], orders: 100, seed: 7 };
const spreadOf = (numbers: readonly number[]) => Math.max(...numbers) - Math.min(...numbers);

describe.each(STRATEGIES)('the simulation of %s', (strategy) => {
  test('gives away every order, and the same ones each time', () => {
    const shares = simulateStrategy({ ...four, strategy });
    expect(shares.reduce((total, { count }) => total + count, 0)).toBe(100);
    expect(simulateStrategy({ ...four, strategy })).toEqual(shares);
    expect(simulateStrategy({ ...four, strategy, seed: 8 })).not.toEqual(shares);
  });

  test('serves with the only account there is, and with nobody answers nothing', () => {
    expect(simulateStrategy({ ...four, strategy, accountIds: [11] })).toMatchObject([{ count: 100 }]);
    expect(simulateStrategy({ ...four, strategy, accountIds: [] })).toEqual([]);
  });
});

test('two accounts take turns exactly under smart', () => {
  const shares = simulateStrategy({ ...four, strategy: 'smart', accountIds: [11, 12] });
  expect(shares.map(({ count }) => count)).toEqual([50, 50]);
});

test('even keeps the sums closer together than chance does', () => {
  const sums = (strategy: 'even' | 'random') =>
    simulateStrategy({ ...four, strategy }).map(({ sum }) => Number(sum));
  expect(spreadOf(sums('even'))).toBeLessThan(spreadOf(sums('random')));
});
