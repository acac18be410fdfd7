import type { Browser, BrowserContext } from '@playwright/test';
import { CHECKOUTS } from '@/e2e/pictures/checkout-fixtures';
import { WALLETS } from '@/e2e/pictures/wallet-fixtures';
import { draw, open, type Subject } from '@/e2e/support/checkout-pages';
import { LANGUAGES, type Language } from '@/gateway/checkout/messages';

const SIZES = [
  { width: 360, height: 640 },
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
] as const;

const THEMES = ['light', 'dark'] as const;

const SUBJECTS: Readonly<Record<string, Subject>> = {
  ...CHECKOUTS,
  ...WALLETS,
  'not-found': 'not_found',
  fault: 'fault',
};

async function drawInto(
  context: BrowserContext,
  folder: string,
  language: Language,
  filter: string,
): Promise<number> {
  let count = 0;
  for (const [name, subject] of Object.entries(SUBJECTS)) {
    if (!name.includes(filter)) continue;
    const page = await context.newPage();
    await open(page, draw(subject, language));
    await page.screenshot({ path: `pictures/checkout/${folder}/${name}.png` });
    await page.close();
    count += 1;
  }
  return count;
}

/** Every state of the checkout at three sizes, in both themes and languages, at one fixed moment. */
export async function drawCheckoutPictures(browser: Browser, filter: string): Promise<number> {
  let count = 0;
  for (const viewport of SIZES) {
    for (const colorScheme of THEMES) {
      const context = await browser.newContext({ viewport, colorScheme, timezoneId: 'Asia/Shanghai' });
      for (const language of LANGUAGES) {
        const folder = `${viewport.width}x${viewport.height}-${colorScheme}-${language}`;
        count += await drawInto(context, folder, language, filter);
      }
      await context.close();
    }
  }
  return count;
}
