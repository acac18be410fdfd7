import { brokenLine, decodeStrictly, type Encoding, linesOf, markedEncoding } from './encodings';
import { asciiCount, isPlainChinese, isSensible } from './plausible';

export type TextFile =
  | { readonly isRead: true; readonly text: string; readonly encoding: Encoding; readonly lines: number }
  | { readonly isRead: false; readonly fault: TextFileFault };

/** Why a file was not read; `line` is counted from 1. */
export type TextFileFault =
  /** Nobody named its encoding, and it may be one or another; `line` is the first that is not UTF-8. */
  | { readonly reason: 'unclear'; readonly line: number | null }
  /** It is not what was named. */
  | { readonly reason: 'broken'; readonly encoding: Encoding; readonly line: number }
  /** It is evidently another encoding than the one that was named. */
  | { readonly reason: 'other'; readonly encoding: Encoding };

/**
 * The text of a file that a person hands in: in the encoding that he names, or in the one that its bytes show beyond
 * doubt. Refuses rather than guesses. The mark of an encoding is no part of the text.
 */
export function readTextFile(bytes: Uint8Array, named?: Encoding): TextFile {
  const marked = markedEncoding(bytes);
  if (named !== undefined) return readNamed(bytes, named, marked);
  if (marked !== undefined) return readAs(bytes, marked);
  const found = recognise(bytes);
  if (found !== undefined) return readAs(bytes, found);
  const isUtf8 = decodeStrictly(bytes, 'utf-8') !== undefined;
  return refuse({ reason: 'unclear', line: isUtf8 ? null : brokenLine(bytes, 'utf-8') });
}

function refuse(fault: TextFileFault): TextFile {
  return { isRead: false, fault };
}

function readAs(bytes: Uint8Array, encoding: Encoding): TextFile {
  const text = decodeStrictly(bytes, encoding);
  if (text === undefined) return refuse({ reason: 'broken', encoding, line: brokenLine(bytes, encoding) });
  return { isRead: true, text, encoding, lines: countLines(text) };
}

function countLines(text: string): number {
  const lines = linesOf(text);
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}

function readNamed(bytes: Uint8Array, named: Encoding, marked: Encoding | undefined): TextFile {
  if (marked !== undefined && marked !== named) return refuse({ reason: 'other', encoding: marked });
  const isMarked = marked === named;
  if (!isMarked && named !== 'utf-8' && isSurelyUtf8(bytes, named)) {
    return refuse({ reason: 'other', encoding: 'utf-8' });
  }
  const wide = !isMarked && named.startsWith('utf-16') ? recogniseUtf16(bytes, false) : undefined;
  if (wide !== undefined && wide !== named) return refuse({ reason: 'other', encoding: wide });
  return readAs(bytes, named);
}

/**
 * Characters of three and four bytes of UTF-8 do not come about by chance in a text of another encoding. ASCII is the
 * same in GBK and Big5, but in UTF-16 it would be a text of rare Chinese characters without a single line end.
 */
function isSurelyUtf8(bytes: Uint8Array, named: Encoding): boolean {
  const text = decodeStrictly(bytes, 'utf-8');
  if (text === undefined || bytes.includes(0)) return false;
  return named.startsWith('utf-16') || /[\u0800-\u{10ffff}]/u.test(text);
}

function recognise(bytes: Uint8Array): Encoding | undefined {
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (bytes.includes(0)) {
    const wide = recogniseUtf16(bytes, utf8 !== undefined);
    // What is said of such a file is then that it has NUL in a line.
    return wide ?? (utf8 === undefined ? undefined : 'utf-8');
  }
  if (utf8 !== undefined) return isUtf8ByChance(bytes, utf8) ? undefined : 'utf-8';
  const chinese = decodeStrictly(bytes, 'gbk');
  return chinese !== undefined && isSensible(chinese) && isPlainChinese(chinese) ? 'gbk' : undefined;
}

/** A few Chinese characters of two bytes each can be UTF-8 for Latin letters with accents too. */
function isUtf8ByChance(bytes: Uint8Array, text: string): boolean {
  if (!/[\u0080-\u07ff]/.test(text) || /[\u0800-\u{10ffff}]/u.test(text)) return false;
  const chinese = decodeStrictly(bytes, 'gbk');
  return chinese !== undefined && isPlainChinese(chinese);
}

/**
 * UTF-16 without a mark shows by its line ends and other ASCII, half of which is NUL, on one and the same side. When
 * the bytes are UTF-8 as well, they must be half NUL, or one stray NUL would turn letters into Chinese.
 */
function recogniseUtf16(bytes: Uint8Array, isUtf8: boolean): Encoding | undefined {
  const readings = (['utf-16le', 'utf-16be'] as const).flatMap((encoding) => {
    const text = decodeStrictly(bytes, encoding);
    if (text === undefined || !isSensible(text)) return [];
    const ascii = asciiCount(text);
    return ascii === 0 || (isUtf8 && ascii * 4 < bytes.length) ? [] : [{ encoding, ascii }];
  });
  const [first, second] = readings.sort((a, b) => b.ascii - a.ascii);
  if (first === undefined || (second !== undefined && first.ascii < second.ascii * 4)) return undefined;
  return first.encoding;
}
