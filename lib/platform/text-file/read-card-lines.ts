import { linesOf } from './encodings';
import { unfitSign } from './unfit-sign';

/** A longer line is a mistake, such as a whole file without line ends. */
export const KEY_MAX = 1_000;

export interface CardLines {
  /** Each once, in the order given. */
  readonly keys: readonly string[];
  readonly repeated: number;
  readonly empty: number;
  /** The numbers of the lines that are longer than a key can be, counted from 1. */
  readonly tooLong: readonly number[];
  /** The lines with a sign that no key can hold, and that sign like `U+FFFD`. */
  readonly unfit: readonly { readonly line: number; readonly sign: string }[];
}

/** `"a ""quoted"" key"` is how spreadsheets write a cell; every other line is a key as it stands, commas included. */
function unquote(line: string): string {
  const cell = /^"((?:[^"]|"")*)",*$/.exec(line);
  return cell?.[1] === undefined ? line : cell[1].replaceAll('""', '"').trim();
}

/** One key a line. Spaces around a key do not count; a key that comes again is counted, not kept. */
export function readCardLines(text: string): CardLines {
  const lines = linesOf(text);
  if (lines.at(-1) === '') lines.pop();
  const keys = new Set<string>();
  const counted = { repeated: 0, empty: 0 };
  const tooLong: number[] = [];
  const unfit: { line: number; sign: string }[] = [];
  for (const [index, line] of lines.entries()) {
    const key = unquote(line.trim());
    const sign = unfitSign(key);
    if (key === '') counted.empty += 1;
    else if (sign !== null) unfit.push({ line: index + 1, sign });
    else if (key.length > KEY_MAX) tooLong.push(index + 1);
    else if (keys.has(key)) counted.repeated += 1;
    else keys.add(key);
  }
  return { keys: [...keys], ...counted, tooLong, unfit };
}
