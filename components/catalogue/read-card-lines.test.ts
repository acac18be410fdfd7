import { describe, expect, test } from 'vitest';
import { partsOf, readCardLines, readTextFile } from '@/components/catalogue/read-card-lines';

describe('the keys of a text', () => {
  test('are its lines, without spaces around them, each once', () => {
    const read = readCardLines('\ufeffAAA-1\r\n  BBB-2\n\nAAA-1\rCCC,3 pass\n   \nBBB-2\n');
    expect(read).toEqual({ keys: ['AAA-1', 'BBB-2', 'CCC,3 pass'], repeated: 2, empty: 2, tooLong: 0 });
  });

  test('lose the quotes of a spreadsheet and nothing else', () => {
    expect(readCardLines('"a ""b"" c"\n"d",,\n"e","f"\n').keys).toEqual(['a "b" c', 'd', '"e","f"']);
  });

  test('are counted when no key can be so long', () => {
    expect(readCardLines(`${'x'.repeat(1001)}\nok`)).toMatchObject({ keys: ['ok'], tooLong: 1 });
  });

  test('are none in an empty text', () => {
    expect(readCardLines('')).toEqual({ keys: [], repeated: 0, empty: 0, tooLong: 0 });
  });
});

describe('an import', () => {
  test('takes 500 keys at most', () => {
    const keys = Array.from({ length: 1201 }, (_, index) => `K-${index}`);
    const parts = partsOf(keys);
    expect(parts.map(({ length }) => length)).toEqual([500, 500, 201]);
    expect(parts.flat()).toEqual(keys);
  });

  test('takes fewer when they are long', () => {
    const parts = partsOf(Array.from({ length: 500 }, (_, index) => `${index}`.padStart(1000, 'x')));
    expect(parts.map(({ length }) => length)).toEqual([200, 200, 100]);
  });

  test('of nothing is none', () => {
    expect(partsOf([])).toEqual([]);
  });
});

test('a file in the coding of Chinese spreadsheets is read', async () => {
  expect(await readTextFile(new Blob([new Uint8Array([0xbf, 0xa8, 0xc3, 0xdc])]))).toBe('卡密');
  expect(await readTextFile(new Blob(['卡密']))).toBe('卡密');
});
