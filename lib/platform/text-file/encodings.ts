/** The encodings that a file may be read in, GBK as the larger GB18030 that contains it. Big5 is never recognised, only named. */
export const ENCODINGS = ['utf-8', 'gbk', 'utf-16le', 'utf-16be', 'big5'] as const;

export type Encoding = (typeof ENCODINGS)[number];

const LABELS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'utf-8',
  gbk: 'gb18030',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  big5: 'big5',
};

const MARKS: readonly (readonly [encoding: Encoding, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding whose mark stands first in the file, if one does. */
export function markedEncoding(bytes: Uint8Array): Encoding | undefined {
  return MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
}

/** The text without the mark, or undefined when the bytes are not of this encoding from end to end. */
export function decodeStrictly(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(LABELS[encoding], { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The number of the first line that is not of this encoding, counted from 1. */
export function brokenLine(bytes: Uint8Array, encoding: Encoding): number {
  const text = new TextDecoder(LABELS[encoding]).decode(bytes);
  return linesOf(text.slice(0, Math.max(0, text.indexOf('\ufffd')))).length;
}

/** Lines end as Windows, Unix or an old Mac ends them, and may do so differently in one file. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
