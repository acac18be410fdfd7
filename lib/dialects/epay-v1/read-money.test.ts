import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMoney } from '@/lib/dialects/epay-v1/read-money';
import { formatYuan } from '@/lib/platform/money';

test.each([
  ['1', 100],
  ['1.5', 150],
  ['1.500', 150],
  ['1.0000', 100],
  ['5.', 500],
  ['.5', 50],
  ['.05', 5],
  ['007', 700],
  ['00.10', 10],
  ['9.989999999999998', 999],
  ['19.900000000000002', 1990],
  ['0.30000000000000004', 30],
  ['0.1000000000000000055511151231257827', 10],
  ['19.899999618530273', 1990],
  ['2.9999999999999996', 300],
  ['0.00999999999999979', 1],
  ['99999999.99', 9_999_999_999],
  ['99999999.98999999', 9_999_999_999],
])('%s is %i fen', (text, amount) => {
  expect(readMoney(text)).toBe(amount);
});

test.each([
  ['0.00', 'zero'],
  ['.0', 'zero'],
  ['0.', 'zero'],
  ['000', 'zero'],
  ['0.00000001', 'zero'],
  ['1.005', 'third_decimal'],
  ['1.0049999', 'third_decimal'],
  ['0.001', 'third_decimal'],
  ['1.999', 'third_decimal'],
  ['100000000', 'too_much'],
  ['99999999.999999', 'too_much'],
  ['9'.repeat(60), 'too_much'],
  ['0'.repeat(65), 'not_a_number'],
  ['', 'not_a_number'],
  ['.', 'not_a_number'],
  ['1.2.3', 'not_a_number'],
  ['-1', 'not_a_number'],
  ['+1', 'not_a_number'],
  ['1e2', 'not_a_number'],
  ['0x10', 'not_a_number'],
  ['1,000', 'not_a_number'],
  ['1 ', 'not_a_number'],
  ['1\n', 'not_a_number'],
  ['１', 'not_a_number'],
  ['NaN', 'not_a_number'],
])('%j is refused as %s', (text, fault) => {
  expect(readMoney(text)).toBe(fault);
});

test('whatever a program reckons in floats is the fen that it means', () => {
  const price = fc.integer({ min: 1, max: 5_000_000 });
  fc.assert(
    fc.property(price, fc.integer({ min: 1, max: 12 }), (unit, count) => {
      const sum = Array.from({ length: count }, () => unit / 100).reduce((left, right) => left + right, 0);
      fc.pre(!/e/.test(String(sum)));
      expect(readMoney(String(sum))).toBe(unit * count);
      expect(readMoney(String((unit / 100) * count))).toBe(unit * count);
      expect(readMoney(`${formatYuan((unit * count) as never)}00`)).toBe(unit * count);
    }),
    { numRuns: 5_000 },
  );
});
