import { describe, expect, it } from 'vitest';
import { isWebAddress, shutPortOf, trimBlanks } from './web-address';

const ADDRESS = 'https://shop.example/notify?a=b%20c&d=我 们';
const BLANKS = [
  ' ',
  '\t',
  '\r\n',
  '\u00A0',
  '\u3000',
  '\u200B',
  '\u200D',
  '\u2060',
  '\uFEFF',
  '\u2003',
  '\u202A',
  '\0',
];

describe('trimBlanks', () => {
  it.each(BLANKS)('cuts %j off both ends and leaves what is within', (blank) => {
    expect(trimBlanks(`${blank}${blank}${ADDRESS}${blank}`)).toBe(ADDRESS);
    expect(trimBlanks(`a${blank}b`)).toBe(`a${blank}b`);
    expect(trimBlanks(blank.repeat(3))).toBe('');
  });

  it('takes a long text in one pass', () => {
    const startedAt = performance.now();
    trimBlanks(`x${' '.repeat(200_000)}x`);
    trimBlanks(' '.repeat(200_000));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('shutPortOf', () => {
  it.each([
    ['https://shop.example/', null],
    ['http://shop.example/', null],
    ['http://shop.example:81/', null],
    ['http://shop.example:666/', null],
    ['https://shop.example:8443/', null],
    ['http://shop.example:22/', 22],
    ['https://shop.example:25/', 25],
    ['http://shop.example:6379/', 6379],
    ['HTTP://shop.example:0022/', 22],
    ['http://shop.example:２２/', 22],
    ['ftp://shop.example/', null],
    ['no address', null],
  ])('of %s is %j', (address, port) => {
    expect(shutPortOf(address)).toBe(isWebAddress(address) ? port : null);
  });
});
