import { FEN_MAX, type Fen, fen } from '@/lib/platform/money';

const JAVA_DOUBLE = /^(\d{1,12})(?:\.(\d{1,17}))?(?:E(-?\d{1,2}))?$/;

/**
 * Reads an amount in yuan as Java's Double.toString prints it: `1.0`, `0.01`, `1160.0`, `1.0E7`. Works on the
 * digits, never through a float. Null when it is no amount, has part of a fen, or is zero or too large.
 */
export function fenOfJavaDouble(text: string): Fen | null {
  const match = JAVA_DOUBLE.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const zerosToAdd = 2 + Number(exponent) - fraction.length;
  if (zerosToAdd < 0 && !/^0+$/.test(digits.slice(zerosToAdd))) return null;
  const inFen = zerosToAdd < 0 ? digits.slice(0, zerosToAdd) : digits + '0'.repeat(zerosToAdd);
  const amount = Number(inFen);
  return amount > 0 && amount <= FEN_MAX ? fen(amount) : null;
}
