import { FEN_MAX, type Fen, fen } from '@/lib/platform/money';

/** `1.0`, `12.5`, `1160.05`: no zero that says nothing, neither in front nor at the end. */
const PLAIN = /^(0|[1-9]\d{0,6})\.(\d|\d{1,16}[1-9])$/;
/** From ten million on: `1.0E7`. */
const SCIENTIFIC = /^([1-9])\.(\d|\d{1,16}[1-9])E([1-9]\d?)$/;
const TWO_DECIMALS = /^(0|[1-9]\d{0,9})\.(\d{2})$/;

/**
 * Reads an amount in yuan as the apps print it: by Java's Double.toString, or with two decimals. Nothing else is an
 * amount: a push is signed without separators, and only this grammar tells where its price ends (decision 21). Works on
 * the digits, never through a float. Null also for part of a fen, for zero, and for what is too large.
 */
export function fenOfJavaDouble(text: string): Fen | null {
  const match = PLAIN.exec(text) ?? TWO_DECIMALS.exec(text) ?? SCIENTIFIC.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const zerosToAdd = 2 + Number(exponent) - fraction.length;
  if (zerosToAdd < 0 && !/^0+$/.test(digits.slice(zerosToAdd))) return null;
  const inFen = zerosToAdd < 0 ? digits.slice(0, zerosToAdd) : digits + '0'.repeat(zerosToAdd);
  const amount = Number(inFen);
  return amount > 0 && amount <= FEN_MAX ? fen(amount) : null;
}
