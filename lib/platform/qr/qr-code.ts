import { create } from 'qrcode';

/** The dark and light modules of a code, without a quiet zone. */
export interface QrCode {
  /** Modules along one side. */
  readonly size: number;
  isDark(column: number, row: number): boolean;
}

/** What fits one byte segment at error correction M in the largest code. */
export const QR_BYTES_MAX = 2331;

/**
 * The code of a text at error correction M. One byte segment and a fixed mask: every reader takes any mask and
 * any segmentation, and the search for the shortest and prettiest costs four times the drawing.
 * Throws a RangeError for an empty text or one over QR_BYTES_MAX bytes.
 */
export function qrCode(text: string): QrCode {
  const data = Buffer.from(text, 'utf8');
  if (data.length === 0 || data.length > QR_BYTES_MAX) {
    throw new RangeError(`a QR code carries 1 to ${QR_BYTES_MAX} bytes, not ${data.length}`);
  }
  const { modules } = create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M', maskPattern: 2 });
  return {
    size: modules.size,
    isDark: (column, row) => modules.data[row * modules.size + column] === 1,
  };
}
