/**
 * The longest sides at which a picture is looked at, in this order. Large photos are shrunk, because the reader's
 * time grows with the number of pixels and it often misses a code that is sharp but huge.
 */
const SIDES = [1600, 900, 500] as const;

function pixelsOf(bitmap: ImageBitmap, side: number): ImageData | null {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  // A transparent ground would be read as black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** The text of the QR code in a picture, read inside the browser; null when none was found. */
export async function readCodeFromPicture(file: Blob): Promise<string | null> {
  const [{ default: jsQR }, bitmap] = await Promise.all([import('jsqr'), createImageBitmap(file)]);
  const longest = Math.max(bitmap.width, bitmap.height);
  try {
    for (const [place, side] of SIDES.entries()) {
      if (place > 0 && side >= longest) continue;
      const pixels = pixelsOf(bitmap, side);
      const found = pixels === null ? null : jsQR(pixels.data, pixels.width, pixels.height);
      if (found !== null && found.data !== '') return found.data;
    }
    return null;
  } finally {
    bitmap.close();
  }
}
