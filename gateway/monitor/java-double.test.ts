import { expect, test } from 'vitest';
import { fenOfJavaDouble } from '@/gateway/monitor/java-double';

test.each([
  ['1.0', 100],
  ['0.01', 1],
  ['12.5', 1250],
  ['1160.0', 116_000],
  ['19.99', 1999],
  ['1.0E7', 1_000_000_000],
  ['1.234567E7', 1_234_567_000],
  ['1.2345678E7', 1_234_567_800],
  ['1.50', 150],
  ['9.999999999E7', 9_999_999_999],
  ['99999999.99', 9_999_999_999],
])('%s yuan are %i fen', (text, expected) => {
  expect(fenOfJavaDouble(text)).toBe(expected);
});

test.each([
  '',
  '0',
  '0.0',
  '-1.0',
  '1.001',
  '1',
  '01.0',
  '1.500',
  '1.0E-2',
  '1.50E7',
  '1.0E07',
  '.5',
  '5.',
  '1.0E8',
  '1.0E-3',
  'NaN',
  'Infinity',
  '1,0',
  ' 1.0',
  '1.0\n',
  '1e2',
  '１.0',
  '1.0E99',
])('%j is no amount', (text) => {
  expect(fenOfJavaDouble(text)).toBeNull();
});
