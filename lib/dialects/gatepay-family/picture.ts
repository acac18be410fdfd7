import { qrPng } from '@/lib/platform/qr';

/** The side of the pictures in the spec's examples. */
const PIXELS = 160;

/** An address as a code to scan. The spec's examples say image/jpeg of what is a PNG in truth; the label follows the truth. */
export function picture(address: string): string {
  return `data:image/png;base64,${qrPng(address, PIXELS).toString('base64')}`;
}
