import { expect, test } from 'vitest';
import { formatMoney, formatTime, formatTimeExactly } from '@/components/ui/format';
import { fen } from '@/lib/platform/money';

test('money has two decimals and groups of three', () => {
  expect(formatMoney(fen(1))).toBe('¥0.01');
  expect(formatMoney(fen(116_000))).toBe('¥1,160.00');
  expect(formatMoney(fen(123_456_789))).toBe('¥1,234,567.89');
  expect(formatMoney(fen(-116_005))).toBe('−¥1,160.05');
});

test('times are those of Shanghai', () => {
  const at = new Date('2026-11-21T06:05:09.007Z');
  expect(formatTime(at)).toBe('2026-11-21 14:05:09');
  expect(formatTimeExactly(at)).toBe('2026-11-21 14:05:09.007');
});
