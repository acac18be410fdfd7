import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule } from 'zxing-wasm/reader';
import { findCodes } from '@/components/accounts/picture/find-codes';
import { drawPoster, type Paint, type Placed, RAINBOW, type Rgb } from '@/tests/support/poster';

const ALIPAY = 'https://qr.alipay.com/fkx12345abcde67890xyz';
const WECHAT = 'wxp://f2f0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcd';
const QQ = 'https://i.qianbao.qq.com/wallet/sqrcode.htm?m=tenpay&a=1&u=10001&ac=ABCDEF';
const BANK = 'https://qr.95516.com/00010000/62221234567890';
const TEXTS = [ALIPAY, WECHAT, QQ, BANK];

const WHITE: Rgb = [255, 255, 255];
const BLUE: Rgb = [22, 119, 255];
const GREEN: Rgb = [7, 193, 96];

beforeAll(async () => {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = Uint8Array.from(readFileSync(file)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
});

async function find(ground: Paint, codes: readonly Placed[], size = 1000): Promise<string[]> {
  return (await findCodes(drawPoster(size, size, ground, codes))).sort();
}

const left = { text: ALIPAY, x: 260, y: 500, side: 380 };
const right = { text: WECHAT, x: 740, y: 480, side: 360 };

describe('all codes of a poster are found', { timeout: 30_000 }, () => {
  test.each<[string, Paint, Partial<Placed>, Partial<Placed>]>([
    ['black on white', WHITE, {}, {}],
    ['blue and green', WHITE, { dark: BLUE }, { dark: GREEN }],
    ['on a ground of all colours', RAINBOW, { dark: BLUE }, { dark: GREEN }],
    ['light on dark', [20, 20, 40], { dark: WHITE, light: BLUE }, { dark: WHITE, light: [0, 90, 40] }],
    ['one light on dark, the other not', WHITE, { dark: WHITE, light: BLUE }, { dark: GREEN }],
    [
      'printed on the ground itself',
      RAINBOW,
      { dark: WHITE, light: null },
      { dark: [20, 20, 60], light: null },
    ],
    ['in colours of equal brightness', [128, 128, 128], { dark: [230, 40, 40], light: [0, 135, 60] }, {}],
    ['in yellow', WHITE, { dark: [255, 220, 0] }, { dark: [120, 90, 0], light: [255, 235, 59] }],
    ['in modules of changing colour', WHITE, { dark: RAINBOW }, { dark: (x, y) => [200 * y, 120, 200 * x] }],
    ['lying askew and upside down', RAINBOW, { angle: 0.4 }, { angle: Math.PI - 0.2 }],
    ['large and small', RAINBOW, { side: 460 }, { side: 130 }],
  ])('%s', async (_, ground, one, other) => {
    expect(
      await find(ground, [
        { ...left, ...one },
        { ...right, ...other },
      ]),
    ).toEqual([ALIPAY, WECHAT].sort());
  });

  test('one that stands there twice counts once', async () => {
    expect(await find(WHITE, [left, { ...right, text: ALIPAY }])).toEqual([ALIPAY]);
  });

  test('none on a poster without', async () => {
    expect(await find(RAINBOW, [])).toEqual([]);
  });

  test('small ones on a photo from a phone', async () => {
    const codes = [
      { text: ALIPAY, x: 600, y: 1700, side: 130 },
      { text: WECHAT, x: 2000, y: 500, side: 200, dark: GREEN },
    ];
    expect(await find(RAINBOW, codes, 2400)).toEqual([ALIPAY, WECHAT].sort());
  }, 60_000);

  test('two to four of any colour, size and turn, wherever they stand', async () => {
    const channel = fc.integer({ min: 0, max: 255 });
    const colour = fc.tuple(channel, channel, channel);
    // Colours that a print shop would let pass: far apart in one channel at least.
    const pair = fc
      .tuple(colour, colour)
      .filter(([a, b]) => a.some((value, index) => Math.abs(value - (b[index] ?? 0)) >= 140));
    const spot = fc.record({
      shift: fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 })),
      side: fc.integer({ min: 200, max: 300 }),
      angle: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      pair,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(spot, { minLength: 2, maxLength: 4 }),
        fc.boolean(),
        async (spots, isPlain) => {
          const codes = spots.map(({ shift, side, angle, pair: [dark, light] }, index) => ({
            text: TEXTS[index] ?? '',
            x: (index % 2 === 0 ? 260 : 740) + shift[0],
            y: (index < 2 ? 260 : 740) + shift[1],
            side,
            angle,
            dark,
            light,
          }));
          expect(await find(isPlain ? WHITE : RAINBOW, codes)).toEqual(codes.map(({ text }) => text).sort());
        },
      ),
      { numRuns: 12, seed: 16 },
    );
  }, 60_000);
});
