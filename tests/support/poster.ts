import { PNG } from 'pngjs';
import QRCode from 'qrcode';

export type Rgb = readonly [red: number, green: number, blue: number];
/** A colour, or one that changes over the poster, by place from 0 to 1. */
export type Paint = Rgb | ((x: number, y: number) => Rgb);

export interface Poster {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, none transparent. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

export interface Placed {
  readonly text: string;
  /** The middle and the side, quiet zone included, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** In radians, clockwise. */
  readonly angle?: number;
  readonly dark?: Paint;
  /** Null lets the poster show through. */
  readonly light?: Paint | null;
}

const QUIET = 3;

export const RAINBOW: Paint = (x, y) => [255 * x, 180 * (1 - y), 255 * y];

function paint(poster: Poster, x: number, y: number, with_: Paint): void {
  const colour = typeof with_ === 'function' ? with_(x / poster.width, y / poster.height) : with_;
  poster.data.set([...colour, 255], (y * poster.width + x) * 4);
}

function place(poster: Poster, { text, x, y, side, angle = 0, dark, light }: Placed): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const count = modules.size + 2 * QUIET;
  const [sine, cosine, reach] = [Math.sin(angle), Math.cos(angle), Math.ceil(side * 0.71)];
  for (let row = Math.max(0, y - reach); row < Math.min(poster.height, y + reach); row++) {
    for (let column = Math.max(0, x - reach); column < Math.min(poster.width, x + reach); column++) {
      const [across, down] = [column - x, row - y];
      const u = (across * cosine + down * sine) / side + 0.5;
      const v = (down * cosine - across * sine) / side + 0.5;
      if (u < 0 || v < 0 || u >= 1 || v >= 1) continue;
      const [moduleX, moduleY] = [Math.floor(u * count) - QUIET, Math.floor(v * count) - QUIET];
      const isInside = Math.min(moduleX, moduleY) >= 0 && Math.max(moduleX, moduleY) < modules.size;
      const isDark = isInside && modules.get(moduleY, moduleX) === 1;
      if (isDark) paint(poster, column, row, dark ?? [0, 0, 0]);
      else if (light !== null) paint(poster, column, row, light ?? [255, 255, 255]);
    }
  }
}

/** A poster as shops print them: codes of any colour at any place on any ground. */
export function drawPoster(width: number, height: number, ground: Paint, codes: readonly Placed[]): Poster {
  const poster = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) paint(poster, x, y, ground);
  for (const code of codes) place(poster, code);
  return poster;
}

export function pngOf({ width, height, data }: Poster): Buffer {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data);
  return PNG.sync.write(png);
}
