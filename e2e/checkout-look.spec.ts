import type { Page } from '@playwright/test';
import { APPEALS } from '@/e2e/pictures/appeal-fixtures';
import { CHECKOUTS, facts } from '@/e2e/pictures/checkout-fixtures';
import { WALLETS } from '@/e2e/pictures/wallet-fixtures';
import { barriersOn } from '@/e2e/support/barriers';
import { draw, open, type Subject } from '@/e2e/support/checkout-pages';
import { scan } from '@/e2e/support/scan';
import { expect, test, WALK, walk } from '@/e2e/support/test';
import { describeCheckout } from '@/gateway/checkout/describe-checkout';
import { LANGUAGES, type Language } from '@/gateway/checkout/messages';

const SUBJECTS: readonly [string, Subject][] = [
  ...Object.entries(CHECKOUTS),
  ...Object.entries(WALLETS),
  ...Object.entries(APPEALS),
  ['not-found', 'not_found'],
  ['fault', 'fault'],
];
const PENDING = SUBJECTS.filter(([name]) => name.startsWith('pending'));
const PHONE = { width: 360, height: 640 };

test.beforeEach(async ({ context }) => {
  // A page that leads back to the shop stays, however long it is looked at.
  await context.route('https://shop.example.com/**', (route) => route.fulfill({ status: 204 }));
});

/** Colours do not depend on the language, and a theme changes nothing but colours. */
async function refuseBarriers(page: Page, theme: 'light' | 'dark', language: Language): Promise<void> {
  const rules = theme === 'dark' ? ['color-contrast'] : [];
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize(PHONE);
  for (const [name, subject] of SUBJECTS) {
    await open(page, draw(subject, language));
    expect(await barriersOn(page, rules), name).toEqual([]);
    await page.unrouteAll();
  }
}

test('no state offends axe: light, zh-CN', async ({ page }) => {
  await refuseBarriers(page, 'light', 'zh-CN');
});

walk('no state offends axe: light, en', WALK, async ({ page }) => {
  test.setTimeout(480_000);
  await refuseBarriers(page, 'light', 'en');
});

walk('no state offends axe: dark, zh-CN', WALK, async ({ page }) => {
  test.setTimeout(480_000);
  await refuseBarriers(page, 'dark', 'zh-CN');
});

async function readCodes(page: Page, theme: 'light' | 'dark'): Promise<void> {
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
}

test('every code is read from a picture of the phone’s first screen: light', async ({ page }) => {
  await readCodes(page, 'light');
});

walk('every code is read from a picture of the phone’s first screen: dark', WALK, async ({ page }) => {
  await readCodes(page, 'dark');
});

test('the page’s own address is read from a picture of the cashier', async ({ page }) => {
  for (const [name, size] of [
    ['choosing-pc', { width: 1440, height: 900 }],
    ['choosing-pc-three', { width: 1440, height: 900 }],
    ['choosing-in-wechat-only-alipay', PHONE],
  ] as const) {
    await page.setViewportSize(size);
    await open(page, draw(CHECKOUTS[name] ?? facts, 'zh-CN'));
    expect(`${name} ${await scan(page)}`).toBe(`${name} ${facts.address}`);
    await page.unrouteAll();
  }
});

test('a phone’s first screen holds every wallet that can be chosen, each a big button', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await open(page, draw(CHECKOUTS['choosing-three'] ?? facts, 'zh-CN'));
  for (const name of ['支付宝', '微信支付', 'QQ 钱包']) {
    const box = await page.getByRole('button', { name }).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(56);
    expect((box?.y ?? 1000) + (box?.height ?? 0)).toBeLessThan(PHONE.height);
  }
});

test('the print is a clean slip: merchant, number, time and every key, and nothing to press', async ({
  page,
}) => {
  await open(page, draw(CHECKOUTS['paid-keys-thirty'] ?? facts, 'zh-CN'));
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const text of ['港口咖啡', '1000000000004217', '2026-11-21 14:30:19', '¥12.80 × 30']) {
    await expect(page.locator('#slip').getByText(text).last()).toBeVisible();
  }
  await expect(page.locator('.keys code:visible')).toHaveCount(30);
  await expect(page.locator('button:visible, a:visible')).toHaveCount(0);
  const colour = await page
    .locator('.keys code')
    .first()
    .evaluate((key) => getComputedStyle(key).color);
  expect(colour).toBe('rgb(0, 0, 0)');
});

async function refuseScrolling(page: Page, language: Language): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const [name, subject] of SUBJECTS) {
    await open(page, draw(subject, language));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(`${name} ${width}`).toBe(`${name} 320`);
    await page.unrouteAll();
  }
}

test('nothing scrolls sideways at 320 pixels: zh-CN', async ({ page }) => {
  await refuseScrolling(page, 'zh-CN');
});

for (const language of LANGUAGES.filter((one) => one !== 'zh-CN')) {
  walk(`nothing scrolls sideways at 320 pixels: ${language}`, WALK, async ({ page }) => {
    await refuseScrolling(page, language);
  });
}

test('the amount is the largest text, and every control is 44 pixels tall', async ({ page }) => {
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

  test('a wallet is chosen by a form', async ({ page }) => {
    await page.setViewportSize(PHONE);
    await open(page, draw(CHECKOUTS.choosing ?? facts, 'zh-CN', { auto: '0' }));
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name: '微信支付' }).click();
    const request = await sent;
    expect(new URL(request.url()).pathname).toBe('/pay/choose');
    expect(request.postData()).toBe('id=A1b2C3d4E5f6G7h8I9j0Kw&type=wechat');
  });

  test('every key of a receipt can be read', async ({ page }) => {
    await open(page, draw(CHECKOUTS['paid-keys'] ?? facts, 'zh-CN'));
    await expect(page.locator('.keys code:visible')).toHaveCount(3);
    await expect(page.getByRole('button', { name: '复制全部' })).toBeHidden();
  });
});
