import { describe, expect, test } from 'vitest';
import { readCardLines, unfitSign } from '@/lib/platform/text-file';

describe('the keys of a text', () => {
  test('are its lines, without spaces around them, each once', () => {
    const read = readCardLines('\ufeffAAA-1\r\n  BBB-2\n\nAAA-1\rCCC,3 pass\n   \nBBB-2\n');
    expect(read).toEqual({
      keys: ['AAA-1', 'BBB-2', 'CCC,3 pass'],
      repeated: 2,
      empty: 2,
      tooLong: [],
      unfit: [],
    });
  });

  test('lose the quotes of a spreadsheet and nothing else', () => {
    expect(readCardLines('"a ""b"" c"\n"d",,\n"e","f"\n').keys).toEqual(['a "b" c', 'd', '"e","f"']);
  });

  test('are told by their line when no key can be so long', () => {
    expect(readCardLines(`ok\n${'x'.repeat(1001)}`)).toMatchObject({ keys: ['ok'], tooLong: [2] });
  });

  test('are told by their line and sign when no key can hold it', () => {
    const read = readCardLines('ok\nbad\ufffd\n\na\u0000b\nx\u200by\nc\u202ed\ncard\tpass 👩‍💻 é 卡');
    expect(read.keys).toEqual(['ok', 'card\tpass 👩‍💻 é 卡']);
    expect(read.unfit).toEqual([
      { line: 2, sign: 'U+FFFD' },
      { line: 4, sign: 'U+0000' },
      { line: 5, sign: 'U+200B' },
      { line: 6, sign: 'U+202E' },
    ]);
  });

  test('are none in an empty text', () => {
    expect(readCardLines('')).toEqual({ keys: [], repeated: 0, empty: 0, tooLong: [], unfit: [] });
  });
});

test.each(['\u001b', '\u007f', '\u0085', '\u00ad', '\u2028', '\ufeff', '\uffff', '\ud800', '\n'])(
  'no key holds %j',
  (sign) => {
    expect(unfitSign(`a${sign}b`)).toMatch(/^U\+[0-9A-F]{4}$/);
  },
);
