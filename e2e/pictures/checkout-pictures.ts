import type { Browser, BrowserContext } from '@playwright/test';
import { APPEALS } from '@/e2e/pictures/appeal-fixtures';
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
  ...APPEALS,
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

/** Paper less its margins, in CSS pixels. */
const PAPERS = { a4: { width: 703, height: 1032 }, a6: { width: 306, height: 468 } } as const;

async function drawPrints(browser: Browser, filter: string): Promise<number> {
  let count = 0;
  for (const [paper, viewport] of Object.entries(PAPERS)) {
    const context = await browser.newContext({ viewport, timezoneId: 'Asia/Shanghai' });
    for (const [name, subject] of Object.entries(CHECKOUTS)) {
      if (!name.startsWith('paid-key') || !name.includes(filter)) continue;
      const page = await context.newPage();
      await page.emulateMedia({ media: 'print' });
      await open(page, draw(subject, 'zh-CN'));
      await page.screenshot({ path: `pictures/checkout/print-${paper}/${name}.png`, fullPage: true });
      await page.close();
      count += 1;
    }
    await context.close();
  }
  return count;
}

/** Every state of the checkout at three sizes, in both themes and languages, and what it prints, at one fixed moment. */
export async function drawCheckoutPictures(browser: Browser, filter: string): Promise<number> {
  let count = await drawPrints(browser, filter);
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
