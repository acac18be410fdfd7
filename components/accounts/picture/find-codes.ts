import { type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';

const OPTIONS: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  maxNumberOfSymbols: 32,
};

/** How light a pixel is: as the eye sees it, and in each colour alone, where codes show that the eye's grey hides. */
const LIGHTS: readonly ((red: number, green: number, blue: number) => number)[] = [
  (red, green, blue) => 0.299 * red + 0.587 * green + 0.114 * blue,
  (red) => red,
  (_, green) => green,
  (_, __, blue) => blue,
];

type Pixels = Pick<ImageData, 'width' | 'height' | 'data'>;

function greyOf({ width, height, data }: Pixels, light: (typeof LIGHTS)[number]): ImageData {
  const grey = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += 4) {
    const value = light(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    grey[at] = value;
    grey[at + 1] = value;
    grey[at + 2] = value;
    grey[at + 3] = 255;
  }
  return { width, height, data: grey, colorSpace: 'srgb' };
}

/** The texts of all QR codes in a picture without transparency, each once: dark on light or light on dark, in any colours. */
export async function findCodes(pixels: Pixels): Promise<string[]> {
  const texts = new Set<string>();
  for (const light of LIGHTS) {
    for (const { text } of await readBarcodes(greyOf(pixels, light), OPTIONS)) {
      if (text !== '') texts.add(text);
    }
  }
  return [...texts];
}
