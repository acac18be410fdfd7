import fc from 'fast-check';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { qrPng } from '@/lib/platform/qr';

function read(png: Buffer): { text: string | undefined; width: number } {
  const { data, width, height } = PNG.sync.read(png);
  return { text: jsqr(new Uint8ClampedArray(data), width, height)?.data, width };
}

test('any pay address is read back from its picture', () => {
  const token = fc.stringMatching(/^[A-Za-z0-9_-]{22}$/);
  fc.assert(
    fc.property(token, fc.constantFrom('wechat', 'alipay'), (id, type) => {
      const address = `https://pay.example.com/pay/api?id=${id}&type=${type}`;
      expect(read(qrPng(address, 160))).toEqual({ text: address, width: 160 });
    }),
    { numRuns: 60 },
  );
});

test('a picture is as large as asked, at every size', () => {
  for (const pixels of [64, 130, 131, 257, 1024]) {
    expect(read(qrPng('https://qr.alipay.com/fkx00000000000000000000', pixels)).width).toBe(pixels);
  }
});

test('a text that needs more room than asked gets it', () => {
  const text = `https://pay.example.com/${'a'.repeat(900)}`;
  const picture = read(qrPng(text, 64));
  expect(picture.width).toBeGreaterThan(64);
  expect(PNG.sync.read(qrPng(text, 1024)).width).toBe(1024);
});

test('Chinese text survives', () => {
  expect(read(qrPng('https://pay.example.com/付款', 200)).text).toBe('https://pay.example.com/付款');
});

test('an empty or endless text is refused', () => {
  expect(() => qrPng('', 160)).toThrow(RangeError);
  expect(() => qrPng('a'.repeat(2332), 160)).toThrow(RangeError);
});
