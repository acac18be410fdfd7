import type { QrDrawing } from '@/components/ui/qr-picture';
import { qrCode } from '@/lib/platform/qr';

/** The dark modules of a text's code as one path of unit squares. Throws like qrCode. */
export function drawQr(text: string): QrDrawing {
  const { size, isDark } = qrCode(text);
  const places = Array.from({ length: size * size }, (_, place) => ({
    x: place % size,
    y: Math.floor(place / size),
  }));
  const path = places
    .filter(({ x, y }) => isDark(x, y))
    .map(({ x, y }) => `M${x} ${y}h1v1h-1z`)
    .join('');
  return { size, path };
}
