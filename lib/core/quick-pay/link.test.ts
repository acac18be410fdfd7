import { describe, expect, test } from 'vitest';
import { isWithin, rangeOfLink, stateOfLink } from '@/lib/core/quick-pay/link';
import { fen } from '@/lib/platform/money';

const NOW = new Date('2026-11-21T06:30:00Z');
const unlimited = {
  isDisabled: false,
  expiresAt: null,
  paymentsMax: null,
  dailyMax: null,
  min: null,
  max: null,
};
const unused = { openCount: 0, open: fen(0), paidCount: 0, paidToday: fen(0) };

describe('a link', () => {
  test.each([
    ['without limits is active', {}, {}, 'active'],
    ['that was switched off says so before all else', { isDisabled: true, expiresAt: NOW }, {}, 'disabled'],
    ['ends at the moment of its expiry', { expiresAt: NOW }, {}, 'expired'],
    ['lives a millisecond before it', { expiresAt: new Date(NOW.getTime() + 1) }, {}, 'active'],
    ['with all its payments taken is used up', { paymentsMax: 3 }, { paidCount: 3 }, 'used_up'],
    ['whose last places are held waits', { paymentsMax: 3 }, { paidCount: 2, openCount: 1 }, 'held'],
    ['with a place left is active', { paymentsMax: 3 }, { paidCount: 1, openCount: 1 }, 'active'],
    [
      'with the day’s sum taken is closed today',
      { dailyMax: fen(100) },
      { paidToday: fen(100) },
      'closed_today',
    ],
    [
      'whose day has less left than it may take at least is closed today',
      { dailyMax: fen(100), min: fen(10) },
      { paidToday: fen(91) },
      'closed_today',
    ],
    ['whose day is held by open orders waits', { dailyMax: fen(100) }, { open: fen(100) }, 'held'],
    ['with a cent of the day left is active', { dailyMax: fen(100) }, { paidToday: fen(99) }, 'active'],
  ] as const)('%s', (_promise, limits, usage, state) => {
    expect(stateOfLink({ ...unlimited, ...limits }, { ...unused, ...usage }, NOW)).toBe(state);
  });

  test('takes no more at once than the day has left', () => {
    const link = { ...unlimited, min: fen(10), max: fen(90), dailyMax: fen(100) };
    expect(rangeOfLink(link, unused)).toEqual({ min: 10, max: 90 });
    expect(rangeOfLink(link, { ...unused, paidToday: fen(30), open: fen(20) })).toEqual({ min: 10, max: 50 });
    expect(rangeOfLink(unlimited, unused)).toEqual({ min: null, max: null });
  });

  test('takes an amount on its bounds, and nothing below a cent', () => {
    const range = { min: fen(10), max: fen(20) };
    expect([9, 10, 20, 21].map((amount) => isWithin(fen(amount), range))).toEqual([false, true, true, false]);
    expect(isWithin(fen(0), { min: null, max: null })).toBe(false);
  });
});
