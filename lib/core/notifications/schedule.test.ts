import { expect, it } from 'vitest';
import { ATTEMPT_DELAYS_MS, delayAfter } from './schedule';

const HOUR = 3_600_000;

it('tries nine times within a day, then no more', () => {
  expect(ATTEMPT_DELAYS_MS).toHaveLength(9);
  const whole = ATTEMPT_DELAYS_MS.reduce((sum, delay) => sum + delay, 0);
  expect(whole).toBeGreaterThan(20 * HOUR);
  expect(whole).toBeLessThanOrEqual(24 * HOUR);
  expect(delayAfter(8, 0.5)).toBe(12 * HOUR);
  expect(delayAfter(9, 0.5)).toBeNull();
});

it('waits as long as the other side asks, but no more than an hour', () => {
  expect(delayAfter(1, 0.5, 600)).toBe(600_000);
  expect(delayAfter(1, 0.5, 86_400)).toBe(HOUR);
  expect(delayAfter(7, 0.5, 600)).toBe(7 * HOUR);
});
