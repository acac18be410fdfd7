import type { Page } from '@playwright/test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';

const PICTURES_MAX = 5;

/**
 * What the screen shows once all that fades or slides in has done so. Chromium refuses a picture now and then while a
 * frame is being put together, and takes it with the next one; only that refusal is met here, and nothing of what the
 * picture shows.
 */
async function picture(page: Page): Promise<Buffer> {
  for (let taken = 1; ; taken++) {
    try {
      return await page.screenshot({ animations: 'disabled' });
    } catch (error) {
      if (taken === PICTURES_MAX || !String(error).includes('Unable to capture screenshot')) throw error;
      await page.evaluate(() => new Promise((settle) => requestAnimationFrame(settle)));
    }
  }
}

/** The text of the code in a PNG; empty when there is none that could be read. */
export function readCode(png: Buffer): string {
  const { data, width, height } = PNG.sync.read(png);
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '';
}

/** What a phone's camera would read from the screen; empty when there is no code that it could. */
export async function scan(page: Page): Promise<string> {
  return readCode(await picture(page));
}
