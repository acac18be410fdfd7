import { qrPng } from '@/lib/platform/qr';

const PICTURES_MAX = 200;

/** The pictures asked for last, oldest first. */
const pictures = new Map<string, Uint8Array<ArrayBuffer>>();

export function drawn(text: string, pixels: number): Uint8Array<ArrayBuffer> {
  const key = `${pixels}:${text}`;
  const picture = pictures.get(key) ?? new Uint8Array(qrPng(text, pixels));
  pictures.delete(key);
  pictures.set(key, picture);
  const [oldest] = pictures.keys();
  if (pictures.size > PICTURES_MAX && oldest !== undefined) pictures.delete(oldest);
  return picture;
}
