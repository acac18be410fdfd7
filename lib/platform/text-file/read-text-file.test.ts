import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeGbk } from '@/lib/platform/gbk';
import { type Encoding, readCardLines, readTextFile } from '@/lib/platform/text-file';

const wide = (text: string) => Buffer.from(text, 'utf16le');
const encoders: Readonly<Record<Exclude<Encoding, 'big5'>, (text: string) => Uint8Array>> = {
  'utf-8': (text) => Buffer.from(text),
  gbk: encodeGbk,
  'utf-16le': wide,
  'utf-16be': (text) => wide(text).swap16(),
};
const names = Object.keys(encoders) as Exclude<Encoding, 'big5'>[];

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** Lines as shops sell them: words before numbers, names of goods, card and password in one line. */
const words = [
  '卡号',
  '密码',
  '月卡',
  '腾讯视频会员',
  '激活码：',
  '永久版',
  '10元充值券',
  '有效期至2027年',
  '提取码',
  '，',
  '----',
];
const shopLine = fc
  .tuple(fc.array(fc.constantFrom(...words), { maxLength: 3 }), fc.stringMatching(/^[A-Za-z0-9-]{4,24}$/))
  .map(([before, key]) => `${before.join('')}${key}`);
const shopText = fc
  .tuple(
    fc.array(fc.tuple(shopLine, fc.constantFrom('\n', '\r\n', '\r')), { minLength: 2, maxLength: 40 }),
    fc.constantFrom(...words.slice(0, 7)),
  )
  .map(([lines, word]) => `${word}0001\n${lines.map(([line, end]) => line + end).join('')}`);

function read(bytes: Uint8Array, named?: Encoding) {
  const file = readTextFile(bytes, named);
  return file.isRead ? { ...readCardLines(file.text), encoding: file.encoding } : file.fault;
}

describe('a list of card keys is the same lines', () => {
  test.each(names)('in %s, whether that is named or not', (name) => {
    fc.assert(
      fc.property(shopText, (text) => {
        const { keys } = readCardLines(text);
        expect(keys.length).toBeGreaterThan(0);
        expect(read(encoders[name](text))).toMatchObject({ keys, encoding: name, unfit: [] });
        expect(read(encoders[name](text), name)).toMatchObject({ keys, encoding: name });
      }),
      { numRuns: 300 },
    );
  });

  test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('in %s with its mark, whatever the text', (name) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { keys, unfit } = readCardLines(text);
        expect(read(encoders[name](`\ufeff${text}`))).toMatchObject({ keys, unfit, encoding: name });
      }),
      { numRuns: 300 },
    );
  });

  test('of ASCII alone, which is the same in UTF-8 and GBK', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[!-~]{1,30}$/), { minLength: 1 }), (keys) => {
        const text = keys.join('\r\n');
        expect(read(latin1(text))).toMatchObject({ keys: readCardLines(text).keys, encoding: 'utf-8' });
        expect(read(latin1(text), 'gbk')).toMatchObject({ keys: readCardLines(text).keys });
      }),
    );
  });

  test('whatever the text in UTF-8, or nothing is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const file = readTextFile(Buffer.from(text));
        expect(file.isRead ? file.text : text).toBe(text.replace(/^\ufeff/, ''));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a file is refused, not guessed at', () => {
  const unclear = { reason: 'unclear' };

  test.each([
    ['French in Latin-1', latin1('clé-0001\r\nété à la plage\r\n')],
    ['German in Latin-1', latin1('Müller-1\nGRÖßE-2\nÄÖÜ-3\n')],
    ['letters with accents beside each other', latin1('ÃÉÊÀ\nçãõ\n')],
    [
      'Russian in Windows-1251',
      Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x0a, 0xcc, 0xc8, 0xd0, 0x0a]),
    ],
    [
      'Traditional Chinese in Big5',
      Buffer.from([0xa5, 0x64, 0xb8, 0xb9, 0x0a, 0xb1, 0x4b, 0xbd, 0x58, 0x0a]),
    ],
    ['Japanese in Shift_JIS', Buffer.from([0x83, 0x4a, 0x81, 0x5b, 0x83, 0x68, 0x0a])],
    ['Japanese in EUC-JP', Buffer.from([0xa5, 0xab, 0xa1, 0xbc, 0xa5, 0xc9, 0x0a])],
    ['Korean in EUC-KR', Buffer.from([0xc4, 0xab, 0xb5, 0xe5, 0xb9, 0xf8, 0xc8, 0xa3, 0x0a])],
    ['one rare character', encodeGbk('喆\n')],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61', 'hex')],
    ['a workbook', Buffer.from('504b03041400060008000000210041378201ff00000091', 'hex')],
    ['GBK that was cut within a character', encodeGbk('卡号0001\n密码').slice(0, -1)],
    ['UTF-8 with a line of GBK', Buffer.concat([Buffer.from('卡号0001\n'), encodeGbk('密码0002\n')])],
    ['UTF-16 that was cut within a character', wide('卡号1\n密码2\n').subarray(0, -1)],
  ])('%s', (_, bytes) => {
    expect(read(bytes)).toMatchObject(unclear);
  });

  test('GBK whose every character happens to be UTF-8 too', () => {
    const bytes = encodeGbk('一元券-1\n全员券-2\n');
    expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe('һԪȯ-1\nȫԱȯ-2\n');
    expect(read(bytes)).toEqual({ reason: 'unclear', line: null });
    expect(read(bytes, 'gbk')).toMatchObject({ keys: ['一元券-1', '全员券-2'] });
    expect(read(Buffer.from('Zoë-1\n'))).toMatchObject({ keys: ['Zoë-1'], encoding: 'utf-8' });
  });

  test('Chinese in UTF-8 that lost a byte anywhere is never read as GBK', () => {
    fc.assert(
      fc.property(shopText, fc.nat(), (text, at) => {
        const bytes = Buffer.from(text);
        const places = [...bytes.keys()].filter((index) => (bytes[index] ?? 0) >= 0x80);
        const place = places[at % places.length] ?? 0;
        const broken = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)]);
        expect(read(broken)).toMatchObject(unclear);
      }),
      { numRuns: 1_000 },
    );
  });

  test('GBK that lost a byte anywhere is never other lines than it was, but for the line that lost it', () => {
    fc.assert(
      fc.property(shopText, fc.nat(), (text, at) => {
        const bytes = encodeGbk(text);
        const place = at % bytes.length;
        const seen = read(Uint8Array.from([...bytes.slice(0, place), ...bytes.slice(place + 1)]));
        if (!('keys' in seen)) return;
        const { keys } = readCardLines(text);
        expect(seen.keys.filter((key) => !keys.includes(key)).length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 300 },
    );
  });

  test('and the line is told that is not UTF-8', () => {
    expect(read(latin1('abc\r\ndef\r\nclé\r\n'))).toEqual({ reason: 'unclear', line: 3 });
  });

  test('a stray NUL is told with its line', () => {
    expect(read(Buffer.from('abc\nd\u0000ef\nghi\n'))).toMatchObject({
      unfit: [{ line: 2, sign: 'U+0000' }],
    });
  });
});

describe('an encoding that is named', () => {
  test('is obeyed where the bytes alone are not clear', () => {
    expect(read(encodeGbk('喆\n'), 'gbk')).toMatchObject({ keys: ['喆'] });
    expect(read(Buffer.from([0xa5, 0x64, 0xb8, 0xb9]), 'big5')).toMatchObject({ keys: ['卡號'] });
    expect(read(wide('卡密'), 'utf-16le')).toMatchObject({ keys: ['卡密'] });
  });

  test('is refused with the line where the file is not of it', () => {
    expect(read(latin1('a\nclé\n'), 'utf-8')).toEqual({ reason: 'broken', encoding: 'utf-8', line: 2 });
    expect(read(latin1('a\n\nclé\n'), 'gbk')).toEqual({ reason: 'broken', encoding: 'gbk', line: 3 });
    expect(read(wide('卡密\n').subarray(0, 5), 'utf-16le')).toMatchObject({ reason: 'broken' });
  });

  test('is refused where the file is evidently another', () => {
    expect(read(Buffer.from('卡密1\n'), 'gbk')).toEqual({ reason: 'other', encoding: 'utf-8' });
    expect(read(Buffer.from('AB-1\n'), 'utf-16le')).toEqual({ reason: 'other', encoding: 'utf-8' });
    expect(read(wide('\ufeff卡密1\n'), 'gbk')).toEqual({ reason: 'other', encoding: 'utf-16le' });
    expect(read(wide('卡密1\n'), 'utf-16be')).toEqual({ reason: 'other', encoding: 'utf-16le' });
  });
});

test('a hundred thousand keys are read in either encoding', () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => `月卡-${index}`);
  for (const name of names) {
    const seen = read(encoders[name](keys.join('\r\n')));
    expect(seen).toMatchObject({ encoding: name, unfit: [] });
    expect('keys' in seen ? seen.keys.length : 0).toBe(100_000);
  }
});
