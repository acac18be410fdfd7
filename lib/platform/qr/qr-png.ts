import { deflateSync } from 'node:zlib';
import { type QrCode, qrCode } from '@/lib/platform/qr/qr-code';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const QUIET_MODULES = 4;
const FILTER_NONE = 0;
const FILTER_UP = 2;
// A small window: the picture is a few kilobytes of repeated rows.
const DEFLATE = { level: 6, memLevel: 5, windowBits: 11 };

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

function header(pixels: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(pixels, 0);
  data.writeUInt32BE(pixels, 4);
  // One bit per pixel, greyscale, no interlace.
  data[8] = 1;
  return chunk('IHDR', data);
}

/** Clears the bits of one row of modules; pixels are white until then. */
function darken(line: Uint8Array, code: QrCode, row: number, scale: number, margin: number): void {
  for (let column = 0; column < code.size; column += 1) {
    if (!code.isDark(column, row)) continue;
    const start = margin + column * scale;
    for (let x = start; x < start + scale; x += 1) line[x >> 3] = (line[x >> 3] ?? 0) & ~(0x80 >> (x & 7));
  }
}

function pixelRows(code: QrCode, pixels: number, scale: number): Buffer {
  const margin = Math.floor((pixels - code.size * scale) / 2);
  const stride = 1 + Math.ceil(pixels / 8);
  const raw = Buffer.alloc(stride * pixels);
  let drawn = -1;
  for (let y = 0; y < pixels; y += 1) {
    const row = Math.floor((y - margin) / scale);
    const isBlank = row < 0 || row >= code.size;
    const shown = isBlank ? code.size : row;
    const line = raw.subarray(y * stride, (y + 1) * stride);
    if (shown === drawn) {
      line[0] = FILTER_UP;
      continue;
    }
    drawn = shown;
    line.fill(0xff);
    line[0] = FILTER_NONE;
    if (!isBlank) darken(line.subarray(1), code, row, scale, margin);
  }
  return raw;
}

/**
 * Draws a text as a black-on-white one-bit PNG of `pixels` × `pixels` with whole pixels per module and at
 * least the standard's quiet zone; a code that does not fit is drawn as large as one pixel per module needs.
 * Throws like qrCode.
 */
export function qrPng(text: string, pixels: number): Buffer {
  const code = qrCode(text);
  const modules = code.size + 2 * QUIET_MODULES;
  const side = Math.max(pixels, modules);
  const rows = pixelRows(code, side, Math.floor(side / modules));
  return Buffer.concat([
    SIGNATURE,
    header(side),
    chunk('IDAT', deflateSync(rows, DEFLATE)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
