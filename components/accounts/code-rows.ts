import { parseYuan } from '@/lib/platform/money';

/** One picture on its way to become a code for a fixed amount. */
export interface CodeRow {
  readonly key: number;
  readonly fileName: string;
  /** The address of the picture inside the browser. */
  readonly picture: string;
  /** As typed, in yuan. */
  readonly amount: string;
  /** `reading` while the picture is looked at; null when no code was found in it. */
  readonly code: string | 'reading' | null;
}

export type CodeVerdict =
  | 'reading'
  | 'unreadable'
  | 'amount_missing'
  | 'amount_invalid'
  | 'amount_repeated'
  | 'code_repeated'
  | 'replaces'
  | 'ready';

const NUMBER = String.raw`(\d{1,8}(?:\.\d{1,2})?)`;

/** In the order of trust: the whole name, an amount with its sign, the one number with decimals. */
const AMOUNTS = [
  new RegExp(String.raw`^[\s¥￥]*${NUMBER}\s*(?:元|yuan)?$`, 'i'),
  new RegExp(String.raw`(?:^|[^\d.])[¥￥]\s*${NUMBER}(?![\d.])`),
  new RegExp(String.raw`(?:^|[^\d.])${NUMBER}\s*(?:元|yuan)`, 'i'),
  /(?:^|[^\d.])(\d{1,8}\.\d{1,2})(?![\d.])/,
];

/** The amount that a file's name tells, like `10.01.png` or `微信 ¥9.9.jpg`; empty when it tells none for certain. */
export function amountFromName(fileName: string): string {
  const name = fileName.replace(/\.(png|jpe?g|webp|gif|bmp|avif|heic)$/i, '').trim();
  for (const pattern of AMOUNTS) {
    const found = [...name.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(
      ([, amount = '']) => amount,
    );
    if (found.length === 1 && parseYuan(found[0] ?? '') !== null) return found[0] ?? '';
  }
  return '';
}

function count<T>(values: readonly T[], value: T): number {
  return values.filter((other) => other === value).length;
}

/** What hinders each row, if anything. `known` are the amounts in fen that have a code already. */
export function judgeRows(rows: readonly CodeRow[], known: ReadonlySet<number>): CodeVerdict[] {
  const amounts = rows.map(({ amount }) => parseYuan(amount.trim()));
  const codes = rows.map(({ code }) => code);
  return rows.map(({ amount, code }, index) => {
    const parsed = amounts[index] ?? null;
    if (code === 'reading') return 'reading';
    if (code === null) return 'unreadable';
    if (amount.trim() === '') return 'amount_missing';
    if (parsed === null || parsed === 0) return 'amount_invalid';
    if (count(amounts, parsed) > 1) return 'amount_repeated';
    if (count(codes, code) > 1) return 'code_repeated';
    return known.has(parsed) ? 'replaces' : 'ready';
  });
}

export function isReady(verdict: CodeVerdict | undefined): boolean {
  return verdict === 'ready' || verdict === 'replaces';
}
