/**
 * The longest sides at which a picture is looked at; the next only when nothing was found at one before. Larger photos
 * are shrunk, because the reader's time grows with the number of pixels, and a blurred code is often read when small.
 */
const SIDES = [2400, 1000] as const;

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

type Reader = typeof import('@/components/accounts/picture/find-codes');

let prepared: Promise<Reader> | undefined;

async function prepare(): Promise<Reader> {
  const [{ prepareZXingModule }, reader] = await Promise.all([
    import('zxing-wasm/reader'),
    import('@/components/accounts/picture/find-codes'),
  ]);
  const wasm = new URL('zxing-wasm/reader/zxing_reader.wasm', import.meta.url).href;
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  return reader;
}

/** The reader comes from our own server, and only when somebody chooses a picture. A failed load is tried again. */
function prepareReader(): Promise<Reader> {
  prepared ??= prepare().catch((fault: unknown) => {
    prepared = undefined;
    throw fault;
  });
  return prepared;
}

/** The texts of all QR codes in a picture, each once, read inside the browser. Rejects when it is no picture. */
export async function readCodesFromPicture(file: Blob): Promise<string[]> {
  const [bitmap, { findCodes }] = await Promise.all([createImageBitmap(file), prepareReader()]);
  const longest = Math.max(bitmap.width, bitmap.height);
  try {
    for (const [place, side] of SIDES.entries()) {
      if (place > 0 && side >= longest) continue;
      const pixels = pixelsOf(bitmap, side);
      const found = pixels === null ? [] : await findCodes(pixels);
      if (found.length > 0) return found;
    }
    return [];
  } finally {
    bitmap.close();
  }
}
