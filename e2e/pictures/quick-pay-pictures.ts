import type { Browser } from '@playwright/test';
import { QUICK_PAYS } from '@/e2e/pictures/quick-pay-fixtures';
import { open } from '@/e2e/support/checkout-pages';
import { LANGUAGES } from '@/gateway/checkout/messages';

const SIZES = [
  { width: 360, height: 640 },
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
] as const;

const THEMES = ['light', 'dark'] as const;

/** Every state of the quick-pay page in both skins, at three sizes, in both themes and languages. */
export async function drawQuickPayPictures(browser: Browser, filter: string): Promise<number> {
  const wanted = Object.entries(QUICK_PAYS).filter(([name]) => name.includes(filter));
  let count = 0;
  for (const viewport of SIZES) {
    for (const colorScheme of THEMES) {
      const context = await browser.newContext({ viewport, colorScheme });
      for (const language of LANGUAGES) {
        const folder = `pictures/quick-pay/${viewport.width}x${viewport.height}-${colorScheme}-${language}`;
        for (const [name, draw] of wanted) {
          const page = await context.newPage();
          await open(page, draw(language));
          await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
          await page.close();
          count += 1;
        }
      }
      await context.close();
    }
  }
  return count;
}
