/** An amount of money in integer fen (¥0.01). */
export type Fen = number & { readonly unit: 'fen' };

/** The greatest amount that an order may carry: ¥99,999,999.99. */
export const FEN_MAX = 9_999_999_999;

const AMOUNT = /^(0|[1-9]\d{0,7})(?:\.(\d{1,2}))?$/;

/** Marks an integer as fen. Throws a RangeError when it is not a whole, safe number. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an amount in fen: ${value}`);
  return value as Fen;
}

/**
 * Reads an amount in yuan as merchants and platforms write it (`1`, `1.5`, `0.82`).
 * Returns null for everything else: signs, exponents, spaces, other digits, a third decimal.
 */
export function parseYuan(text: string): Fen | null {
  const match = AMOUNT.exec(text);
  if (match === null || text.endsWith('\n')) return null;
  const [, yuan = '0', cents = ''] = match;
  return fen(Number(yuan) * 100 + Number(cents.padEnd(2, '0')));
}

/** Writes an amount in yuan with exactly two decimals: 1001 → `10.01`. */
export function formatYuan(amount: Fen): string {
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
