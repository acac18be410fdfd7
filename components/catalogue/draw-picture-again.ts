const BYTES_MAX = 512 * 1024;

/** Sides and qualities in the order in which they are tried. */
const TRIES = [
  { side: 1200, quality: 0.86 },
  { side: 1200, quality: 0.7 },
  { side: 800, quality: 0.7 },
  { side: 480, quality: 0.6 },
] as const;

function toBlob(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((settle) => canvas.toBlob(settle, type, quality));
}

/** A browser that cannot write WebP writes PNG instead; then JPEG is the smaller one. */
async function encode(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  const blob = await toBlob(canvas, 'image/webp', quality);
  return blob?.type === 'image/webp' ? blob : toBlob(canvas, 'image/jpeg', quality);
}

function draw(bitmap: ImageBitmap, side: number): HTMLCanvasElement | null {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0, width, height);
  return context === null ? null : canvas;
}

/**
 * The picture drawn anew inside the browser, as WebP or JPEG of at most 512 KiB: what the camera wrote into the file
 * beside the picture stays behind. Null when it cannot be made that small; rejects when it is no picture.
 */
export async function drawPictureAgain(file: Blob): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file);
  try {
    for (const { side, quality } of TRIES) {
      const canvas = draw(bitmap, side);
      const blob = canvas === null ? null : await encode(canvas, quality);
      if (blob !== null && blob.size <= BYTES_MAX) return blob;
    }
    return null;
  } finally {
    bitmap.close();
  }
}

/** The bytes as base64, as actions take them. */
export async function toBase64(blob: Blob): Promise<string> {
  const url = await new Promise<string>((settle, refuse) => {
    const reader = new FileReader();
    reader.onload = () => settle(String(reader.result));
    reader.onerror = () => refuse(reader.error);
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(',') + 1);
}
