import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { CHECKOUTS, facts } from '@/e2e/pictures/checkout-fixtures';
import { WALLETS } from '@/e2e/pictures/wallet-fixtures';
import { draw, open, type Subject } from '@/e2e/support/checkout-pages';
import { describeCheckout } from '@/gateway/checkout/describe-checkout';
import { LANGUAGES } from '@/gateway/checkout/messages';

const SUBJECTS: readonly [string, Subject][] = [
  ...Object.entries(CHECKOUTS),
  ...Object.entries(WALLETS),
  ['not-found', 'not_found'],
  ['fault', 'fault'],
];
const PENDING = SUBJECTS.filter(([name]) => name.startsWith('pending'));
const THEMES = ['light', 'dark'] as const;
const PHONE = { width: 360, height: 640 };

async function scan(page: Page): Promise<string> {
  const { data, width, height } = PNG.sync.read(await page.screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '';
}

/** Colours do not depend on the language, so the second one is looked at in one theme. */
const AXE_RUNS = [
  ['light', 'zh-CN'],
  ['dark', 'zh-CN'],
  ['light', 'en'],
] as const;

for (const [theme, language] of AXE_RUNS) {
  test(`no state offends axe: ${theme}, ${language}`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize(PHONE);
    for (const [name, subject] of SUBJECTS) {
      await open(page, draw(subject, language));
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
      await page.unrouteAll();
    }
  });
}

for (const theme of THEMES) {
  test(`every code is read from a picture of the phone’s first screen: ${theme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize(PHONE);
    for (const [name, subject] of PENDING) {
      // The largest amount that an order may carry wraps, and pushes the code down.
      if (name === 'pending-large-amount' || typeof subject !== 'object') continue;
      await open(page, draw(subject, 'zh-CN'));
      const view = describeCheckout(subject);
      expect(`${name} ${await scan(page)}`).toBe(`${name} ${view.state === 'pending' ? view.qrText : ''}`);
      const box = await page.locator('#left').boundingBox();
      expect(`${name} ${(box?.y ?? 1000) + (box?.height ?? 0) <= PHONE.height}`).toBe(`${name} true`);
      await page.unrouteAll();
    }
  });
}

for (const language of LANGUAGES) {
  test(`nothing scrolls sideways at 320 pixels: ${language}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const [name, subject] of SUBJECTS) {
      await open(page, draw(subject, language));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(`${name} ${width}`).toBe(`${name} 320`);
      await page.unrouteAll();
    }
  });
}

test('the amount is the largest text, and every control is 44 pixels tall', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize(PHONE);
  for (const [name, subject] of SUBJECTS) {
    await open(page, draw(subject, 'zh-CN'));
    const { largest, low } = await page.evaluate(() => {
      const shown = [...document.querySelectorAll<HTMLElement>('main *, footer *')].filter((element) => {
        return element.textContent !== '' && element.getClientRects().length > 0;
      });
      const size = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize);
      const top = shown.reduce((a, b) => (size(b) > size(a) ? b : a));
      const controls = [...document.querySelectorAll<HTMLElement>('a,button,summary')].filter(
        (element) => element.getClientRects().length > 0,
      );
      return {
        largest: top.className,
        low: controls
          .filter((element) => element.getBoundingClientRect().height < 44)
          .map((e) => e.outerHTML),
      };
    });
    expect(`${name} ${low.join()}`).toBe(`${name} `);
    if (name.startsWith('pending') || name.startsWith('paid')) expect(largest).toContain('amount');
    await page.unrouteAll();
  }
});

test('nothing moves while the page loads, and one request is all that it needs', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.setViewportSize(PHONE);
  await open(page, draw(facts, 'zh-CN'));
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 1200);
      }),
  );
  expect(shift).toBe(0);
  // Beside the document there is only what a page that works already asks: is it paid?
  expect(
    requests.filter((url) => !/\/pay\/(state|events)/.test(url) && !url.startsWith('data:')),
  ).toHaveLength(1);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says and offers the same', async ({ page }) => {
    await page.setViewportSize(PHONE);
    await open(page, draw(facts, 'zh-CN', { auto: '0' }));
    await expect(page.getByRole('heading', { name: '付款给 港口咖啡' })).toBeVisible();
    await expect(page.getByText('¥12.79').first()).toBeVisible();
    await expect(page.getByRole('img', { name: '支付宝收款二维码，¥12.79' })).toBeVisible();
    await expect(page.getByRole('link', { name: '打开支付宝付款' })).toHaveAttribute('href', /^alipays:/);
    await expect(page.getByText('14:35 前有效')).toBeVisible();
    await expect(page.getByRole('link', { name: '刷新支付状态' })).toBeVisible();
    expect(await scan(page)).toBe('https://qr.alipay.com/fkx12345abcde67890xyz');
  });
});
