import { fontFamily, light, plate, weight } from '@/components/theme/tokens';

/** A6 upright at about 260 dpi. */
const WIDTH = 1080;
const HEIGHT = 1526;
const CODE = 720;
const MARGIN = 100;

export interface Poster {
  readonly merchantName: string;
  readonly title: string;
  /** Null leaves the amount to the buyer. */
  readonly amount: string | null;
}

interface PosterWords {
  readonly call: string;
  readonly note: string;
}

async function loadPicture(address: string): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  return picture;
}

/** Writes one centred line, smaller when it would not fit. */
function write(pen: CanvasRenderingContext2D, text: string, y: number, size: number, strong: boolean): void {
  const fontOf = (pixels: number) =>
    `${strong ? weight.strong : weight.regular} ${pixels}px ${fontFamily.text}`;
  pen.font = fontOf(size);
  const room = WIDTH - 2 * MARGIN;
  const width = pen.measureText(text).width;
  if (width > room) pen.font = fontOf(Math.floor((size * room) / width));
  pen.fillText(text, WIDTH / 2, y);
}

/** Draws a card to print or post: whom it pays, what for, and the code. Answers it as a PNG. */
export async function drawPoster(poster: Poster, code: string, words: PosterWords): Promise<Blob | null> {
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  const picture = await loadPicture(code);
  pen.fillStyle = light.accent;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = plate.paper;
  pen.beginPath();
  pen.roundRect(MARGIN, 380, WIDTH - 2 * MARGIN, 900, 32);
  pen.fill();
  pen.imageSmoothingEnabled = false;
  pen.drawImage(picture, (WIDTH - CODE) / 2, 410, CODE, CODE);
  pen.textAlign = 'center';
  pen.fillStyle = light.onAccent;
  write(pen, poster.merchantName, 190, 84, true);
  if (poster.title !== poster.merchantName) write(pen, poster.title, 290, 48, false);
  pen.fillStyle = light.ink;
  write(pen, poster.amount ?? words.call, 1220, 64, true);
  pen.fillStyle = light.onAccent;
  write(pen, words.note, 1400, 40, false);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
