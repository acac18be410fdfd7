import type { CodeChoice } from '@/components/accounts/picture/choose-code';
import { parseYuan } from '@/lib/platform/money';

/** One picture on its way to become a code for a fixed amount. */
export interface CodeRow {
  readonly key: number;
  readonly fileName: string;
  /** The address of the picture inside the browser. */
  readonly picture: string;
  /** As typed, in yuan. */
  readonly amount: string;
  /** What was found in the picture; `reading` while it is looked at. */
  readonly choice: CodeChoice | 'reading';
}

/** The code that a row is to keep, if its picture has one that is meant. */
export function codeOf({ choice }: CodeRow): string | null {
  return choice !== 'reading' && choice.kind === 'taken' ? choice.code : null;
}

export type CodeVerdict =
  | 'reading'
  | 'unreadable'
  | 'other_wallet'
  | 'several'
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
  const codes = rows.map(codeOf);
  return rows.map(({ amount, choice }, index) => {
    const parsed = amounts[index] ?? null;
    if (choice === 'reading') return 'reading';
    if (choice.kind === 'none') return 'unreadable';
    if (choice.kind !== 'taken') return choice.kind;
    if (amount.trim() === '') return 'amount_missing';
    if (parsed === null || parsed === 0) return 'amount_invalid';
    if (count(amounts, parsed) > 1) return 'amount_repeated';
    if (count(codes, choice.code) > 1) return 'code_repeated';
    return known.has(parsed) ? 'replaces' : 'ready';
  });
}

export function isReady(verdict: CodeVerdict | undefined): boolean {
  return verdict === 'ready' || verdict === 'replaces';
}
