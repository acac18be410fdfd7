import { describe, expect, it } from 'vitest';
import { ATTEMPT_DELAYS_MS, delayAfter } from './schedule';

const HOUR = 3_600_000;
const inTheMiddle = 0.5;

describe('delayAfter', () => {
  it('plans 14 attempts over at least three days', () => {
    const delays = Array.from({ length: 13 }, (_, index) => delayAfter(index + 1, inTheMiddle));
    expect(delays).toEqual(ATTEMPT_DELAYS_MS.slice(1));
    expect(delays.reduce<number>((sum, delay) => sum + (delay ?? 0), 0)).toBeGreaterThan(72 * HOUR);
    expect(delayAfter(14, inTheMiddle)).toBeNull();
  });

  it('spreads each wait by no more than 20 %', () => {
    for (let attempt = 1; attempt < 14; attempt++) {
      const planned = ATTEMPT_DELAYS_MS[attempt] ?? 0;
      expect(delayAfter(attempt, 0)).toBe(planned * 0.8);
      expect(delayAfter(attempt, 0.999_999)).toBeLessThanOrEqual(planned * 1.2);
    }
  });

  it('waits as long as the merchant asks for, but no longer than an hour', () => {
    expect(delayAfter(1, inTheMiddle, 120)).toBe(120_000);
    expect(delayAfter(1, inTheMiddle, 999_999)).toBe(HOUR);
  });

  it('never waits shorter because the merchant asked', () => {
    expect(delayAfter(9, inTheMiddle, 1)).toBe(4 * HOUR);
    expect(delayAfter(13, inTheMiddle, 60)).toBe(24 * HOUR);
  });

  it('ends the round after the last attempt whatever the merchant asks', () => {
    expect(delayAfter(14, inTheMiddle, 60)).toBeNull();
  });
});
