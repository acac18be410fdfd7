import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FEN_MAX, fen, formatYuan, parseYuan } from '@/lib/platform/money';

test('every amount reads back as it was written', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: FEN_MAX }),
      (amount) => parseYuan(formatYuan(fen(amount))) === amount,
    ),
    { numRuns: 100_000 },
  );
});

test.each([
  ['1', 100],
  ['1.5', 150],
  ['0.82', 82],
  ['10.23', 1023],
  ['99999999.99', FEN_MAX],
])('%s yuan is %d fen', (text, amount) => {
  expect(parseYuan(text)).toBe(amount);
});

test.each([
  '1e2',
  '+1',
  '-1',
  '0x10',
  '１',
  '1.005',
  ' 1',
  '1 ',
  '1\n',
  '1.',
  '.5',
  '',
  '01',
  '100000000',
  '1,000',
  'NaN',
])('%j is no amount', (text) => {
  expect(parseYuan(text)).toBeNull();
});

test('fen refuses fractions and numbers that lost digits', () => {
  expect(() => fen(0.1)).toThrow(RangeError);
  expect(() => fen(2 ** 53)).toThrow(RangeError);
});
