import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page, Route } from '@playwright/test';
import { expect, test } from '@/e2e/support/test';
import { type MerchantSite, openMerchantSite, readCheckout } from '@/tests/support/merchant-site';
import type { Product } from '@/tests/support/product';

/** The checkout as it arrives: rewritten on its way, in a frame of a shop, in a browser that cannot stop a refresh. */
let product: Product;
let site: MerchantSite;

test.beforeAll(async ({ product: shared }) => {
  product = shared;
  site = await openMerchantSite(product);
});

test.afterAll(async () => {
  await site?.close();
});

test.beforeEach(() => site.beat());

async function newOrder(price: string): Promise<{ address: string; pay: () => Promise<unknown> }> {
  const address = (await site.anypay({ price })).data.pay_url;
  return { address, pay: async () => site.push((await readCheckout(address)).data.realprice) };
}

/** Lets every page of the checkout through `rewrite`, with the very headers that it came with. */
async function between(context: BrowserContext, rewrite: (html: string) => string): Promise<void> {
  const alter = async (route: Route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    const body = rewrite(await response.text());
    const { 'content-length': _, 'content-encoding': __, ...headers } = response.headers();
    return route.fulfill({ status: response.status(), headers, body });
  };
  await context.route(/\/pay\/api\?/, (route) =>
    route.request().url().includes('format=json') ? route.continue() : alter(route),
  );
}

const sooner = (html: string) => html.replace(/(http-equiv="refresh" content=")\d+/, (_, head) => `${head}1`);

/** What Rocket Loader does to scripts that are not marked as its own kind of exception, done to the marked ones too. */
const rocket = (html: string) =>
  sooner(html)
    .replace(/<script[^>]*>/g, '<script type="7f3a-text/javascript">')
    .replace('</body>', '<script src="/cdn-cgi/scripts/rocket-loader.min.js" defer></script></body>');

const keptFrom = (page: Page) => page.evaluate(() => !document.documentElement.classList.contains('js'));

test('a page whose script is rewritten away still shows the payment and leads back', async ({
  page,
  context,
}) => {
  await between(context, rocket);
  const { address, pay } = await newOrder('21.00');
  await page.goto(address);
  await expect(page.locator('#slip')).toHaveAttribute('data-state', 'pending');
  expect(await keptFrom(page)).toBe(true);
  await pay();
  await page.waitForURL(`${site.receiver.url}/return**`);
});

test('a page whose style and words a minifier touched is still the page, and goes on', async ({
  page,
  context,
}) => {
  await between(context, (html) =>
    sooner(html).replaceAll('<style>', '<style> ').replaceAll('"use strict";', '"use strict"; '),
  );
  const { address, pay } = await newOrder('22.00');
  await page.goto(address);
  await expect(page.getByText('22.00').first()).toBeVisible();
  expect(await keptFrom(page)).toBe(true);
  await pay();
  await page.waitForURL(`${site.receiver.url}/return**`);
});

declare global {
  interface Window {
    navigations?: string[];
    isSamePage?: boolean;
  }
}

test('a page whose script runs is never refreshed: the browser stops it', async ({ page, context }) => {
  await between(context, sooner);
  await page.addInitScript(() => {
    window.navigations = [];
    const { navigation } = window as unknown as { navigation: EventTarget };
    navigation.addEventListener('navigate', (event) => {
      const { destination } = event as Event & { destination: { url: string } };
      window.navigations?.push(new URL(destination.url).pathname);
    });
  });
  const { address, pay } = await newOrder('23.00');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(address);
  await page.evaluate(() => {
    window.isSamePage = true;
  });
  await page.waitForFunction(() => window.navigations?.includes('/pay/again'));
  expect(asked).not.toContain('/pay/again');
  await pay();
  await expect(page.getByRole('heading', { name: '支付成功' })).toBeVisible();
  expect(await page.evaluate(() => window.isSamePage)).toBe(true);
  await page.waitForURL(`${site.receiver.url}/return**`);
});

test('where a browser cannot stop it, the page stays as it is, and goes on listening', async ({
  page,
  context,
}) => {
  await between(context, sooner);
  await page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }));
  const { address, pay } = await newOrder('24.00');
  const again = page.waitForResponse(/\/pay\/again/);
  await page.goto(address);
  await page.evaluate(() => {
    window.isSamePage = true;
  });
  expect((await again).status()).toBe(204);
  await pay();
  await expect(page.getByRole('heading', { name: '支付成功' })).toBeVisible();
  expect(await page.evaluate(() => window.isSamePage)).toBe(true);
});

test('a stream that a proxy keeps to itself is no reason to ask less often', async ({ page, context }) => {
  await context.route('**/pay/events**', (route) => route.abort('connectionrefused'));
  await page.addInitScript(() => {
    class Silent {
      constructor() {
        queueMicrotask(() => (this as unknown as { onopen?: () => void }).onopen?.());
      }
    }
    Object.assign(window, { EventSource: Silent });
  });
  const { address, pay } = await newOrder('25.00');
  await page.goto(address);
  await expect(page.locator('#slip')).toHaveAttribute('data-state', 'pending');
  await pay();
  await expect(page.getByRole('heading', { name: '支付成功' })).toBeVisible({ timeout: 12_000 });
});

test.describe('in a frame', () => {
  let shop: Server;
  let port: number;

  test.beforeAll(async () => {
    shop = createServer((request, response) => {
      const inner = new URL(request.url ?? '', 'http://x').searchParams.get('inner') ?? '';
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><title>shop</title><iframe name="pay" src="${inner}"></iframe>`);
    });
    await new Promise<void>((settle) => shop.listen(0, settle));
    port = (shop.address() as AddressInfo).port;
    await product.matou(
      ...['merchant', 'set', '--merchant', site.merchantId],
      ...['--frame-origins', `http://localhost:${port}`],
    );
  });
  test.afterAll(() => new Promise((settle) => shop.close(settle)));

  /** The address of the frame's document; a browser that refuses it shows a page of its own. */
  async function framed(page: Page, host: string, inner: string) {
    await page.goto(`http://${host}:${port}/?inner=${encodeURIComponent(inner)}`);
    const frame = page.frame({ name: 'pay' });
    if (frame === null) throw new Error('there is no frame');
    return frame;
  }

  test('the checkout shows on the site that was named, is paid there, and is refused to every other', async ({
    page,
  }) => {
    const { address, pay } = await newOrder('26.00');
    const allowed = await framed(page, 'localhost', address);
    await expect(allowed.locator('#slip')).toHaveAttribute('data-state', 'pending');
    await pay();
    await expect(allowed.getByRole('heading', { name: '支付成功' })).toBeVisible();

    const next = await newOrder('27.00');
    const refused = await framed(page, '127.0.0.1', next.address);
    await expect.poll(() => refused.url()).toMatch(/^chrome-error:/);
    await expect(refused.locator('#slip')).toHaveCount(0);
  });

  test('nothing else of the product is ever framed, not even there', async ({ page }) => {
    for (const path of ['/sign-in', '/', '/settings', '/pay/any?token=x']) {
      const frame = await framed(page, 'localhost', `${product.publicUrl}${path}`);
      await expect.poll(() => frame.url()).toMatch(/^chrome-error:/);
    }
  });
});
