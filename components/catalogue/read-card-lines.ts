/** A longer line is a mistake, such as a whole file without line ends. */
const KEY_MAX = 1_000;

/** What one import takes at most; the server counts again. */
const LINES_PER_IMPORT = 500;
const CHARACTERS_PER_IMPORT = 200_000;

export interface CardLines {
  /** Each once, in the order given. */
  readonly keys: readonly string[];
  readonly repeated: number;
  readonly empty: number;
  readonly tooLong: number;
}

/** `"a ""quoted"" key"` is how spreadsheets write a cell; every other line is a key as it stands, commas included. */
function unquote(line: string): string {
  const cell = /^"((?:[^"]|"")*)",*$/.exec(line);
  return cell?.[1] === undefined ? line : cell[1].replaceAll('""', '"').trim();
}

/** One key a line. Spaces around a key do not count; a key that comes again is counted, not kept. */
export function readCardLines(text: string): CardLines {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  const keys = new Set<string>();
  const counted = { repeated: 0, empty: 0, tooLong: 0 };
  for (const line of lines) {
    const key = unquote(line.trim());
    if (key === '') counted.empty += 1;
    else if (key.length > KEY_MAX) counted.tooLong += 1;
    else if (keys.has(key)) counted.repeated += 1;
    else keys.add(key);
  }
  return { keys: [...keys], ...counted };
}

/** The keys in parts that one import takes. */
export function partsOf(keys: readonly string[]): string[][] {
  const parts: string[][] = [];
  let part: string[] = [];
  let characters = 0;
  for (const key of keys) {
    if (part.length === LINES_PER_IMPORT || characters + key.length > CHARACTERS_PER_IMPORT) {
      parts.push(part);
      part = [];
      characters = 0;
    }
    part.push(key);
    characters += key.length;
  }
  return part.length === 0 ? parts : [...parts, part];
}

/** The text of a file: UTF-8, or what Chinese spreadsheets write. */
export async function readTextFile(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
