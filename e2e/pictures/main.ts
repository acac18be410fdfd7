import { rmSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { drawAdminPictures } from '@/e2e/pictures/admin-pictures';
import { drawCheckoutPictures } from '@/e2e/pictures/checkout-pictures';
import { drawQuickPayPictures } from '@/e2e/pictures/quick-pay-pictures';
import { systemBrowser } from '@/tests/support/browser.mjs';

const PARTS = {
  checkout: drawCheckoutPictures,
  'quick-pay': drawQuickPayPictures,
  admin: drawAdminPictures,
} as const;

/** Draws the named parts, or all of them; a further word picks the pictures whose name contains it. */
export async function drawPictures(wanted: readonly string[]): Promise<void> {
  const executablePath = systemBrowser();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch(executablePath === undefined ? { args } : { args, executablePath });
  const [part, filter = ''] = wanted;
  try {
    for (const [name, drawPart] of Object.entries(PARTS)) {
      if (part !== undefined && part !== name) continue;
      if (filter === '') rmSync(`pictures/${name}`, { recursive: true, force: true });
      console.info(`${name}: ${await drawPart(browser, filter)} pictures`);
    }
  } finally {
    await browser.close();
  }
}
