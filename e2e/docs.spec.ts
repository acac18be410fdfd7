import { createHash, randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { barriersOn } from '@/e2e/support/barriers';
import { expect, test, WALK, walk } from '@/e2e/support/test';
import type { Product } from '@/tests/support/product';

let product: Product;
let merchant: Record<string, unknown>;
const email = `${randomUUID()}@shop.example`;

test.beforeAll(async ({ product: shared }) => {
  product = shared;
  merchant = await product.matou('merchant', 'create', '--name', '海边茶铺', '--email', email);
});

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex');

async function open(page: Page, path: string, preferences: Record<string, string> = {}): Promise<void> {
  await prefer(page, product.publicUrl, { matou_locale: 'en', ...preferences });
  await page.goto(`${product.publicUrl}${path}`, { waitUntil: 'networkidle' });
}

const PATHS = [
  '/docs',
  '/docs/gatepay-v1',
  '/docs/gatepay-product',
  '/docs/cloudpay',
  '/docs/vmq',
  '/docs/epay-v1',
  '/docs/callbacks',
  '/docs/test-mode',
  '/docs/workbench',
];

interface Look {
  readonly locale: 'zh-CN' | 'en';
  readonly theme: 'light' | 'dark';
  readonly size: { readonly width: number; readonly height: number };
}

const PHONE = { width: 360, height: 640 };
const PC = { width: 1440, height: 900 };

async function refuseFaults(page: Page, { locale, theme, size }: Look): Promise<void> {
  await page.setViewportSize(size);
  for (const path of PATHS) {
    await open(page, path, { matou_locale: locale, matou_theme: theme });
    await expect(page.getByRole('main').getByRole('heading', { level: 1 }), path).toBeVisible();
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    expect(await barriersOn(page), path).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${path} at ${size.width}`).toBeLessThanOrEqual(0);
  }
}

test('every page can be read, is accessible and fits a phone: en, light', async ({ page }) => {
  await refuseFaults(page, { locale: 'en', theme: 'light', size: PHONE });
});

for (const [locale, theme, size] of [
  ['zh-CN', 'light', PHONE],
  ['zh-CN', 'light', PC],
  ['en', 'dark', PHONE],
  ['zh-CN', 'dark', PC],
] as const) {
  walk(
    `every page can be read, is accessible and fits: ${locale}, ${theme}, ${size.width} pixels`,
    WALK,
    async ({ page }) => {
      await refuseFaults(page, { locale, theme, size });
    },
  );
}

test('anybody is served every page in both languages, and the document for machines', async ({ request }) => {
  for (const locale of ['en', 'zh-CN']) {
    for (const path of PATHS) {
      const reply = await request.get(`${product.publicUrl}${path}`, {
        headers: { cookie: `matou_locale=${locale}` },
      });
      expect(reply.status(), path).toBe(200);
      const text = await reply.text();
      expect(text, path).toContain(`<html lang="${locale}"`);
      expect(text, path).toContain('<h1');
    }
  }
  const document = await (await request.get(`${product.publicUrl}/docs/openapi.json`)).json();
  expect(document).toMatchObject({ openapi: '3.1.0' });
  expect(Object.keys(document.paths)).toContain('/api/anypay/create');
  expect((await request.get(`${product.publicUrl}/docs/nothing`)).status()).toBe(404);
});

test('a merchant sees his own public keys in the examples, and no secret', async ({ page }) => {
  await signIn(page, product.publicUrl, { email, password: String(merchant.password) });
  const pages = await Promise.all(
    PATHS.map(async (path) => (await page.request.get(`${product.publicUrl}${path}`)).text()),
  );
  expect(pages[1]).toContain(String(merchant.appkey));
  expect(pages[5]).toContain(`pid=${merchant.pid}`);
  const trial = merchant.test as Record<string, unknown>;
  for (const secret of ['appsecret', 'epayKey', 'vmqKey', 'quickPayToken']) {
    expect(pages.join('')).not.toContain(String(merchant[secret]));
    expect(pages.join('')).not.toContain(String(trial[secret]));
  }
});

test('the navigation of the admin leads here', async ({ page }) => {
  await signIn(page, product.publicUrl, { email, password: String(merchant.password) });
  await open(page, '/');
  await page.getByRole('link', { name: 'API docs' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connect your site to Matou' })).toBeVisible();
});

const SECRET = '5d41402abc4b2a76b9719d911017c592';
const APPKEY = '098f6bcd4621d373cade4e832627b4f6';
const TEXT = `${APPKEY}10.23alipay20261121140509001customer-42`;

test('the workbench shows every step of a signature, and nothing leaves the browser', async ({ page }) => {
  await open(page, '/docs/workbench?endpoint=anypay-create');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.getByLabel(/^appsecret/).fill(SECRET);
  const steps = page.getByRole('main');
  await expect(steps.getByText(TEXT, { exact: true })).toBeVisible();
  await expect(steps.getByText(md5(TEXT), { exact: true })).toBeVisible();
  await expect(steps.getByText(md5(md5(TEXT) + SECRET), { exact: true })).toBeVisible();
  await expect(steps.getByText(`${md5(TEXT)}••••••••`, { exact: true })).toBeVisible();
  expect(await steps.textContent()).not.toContain(SECRET);
  expect(sent.join('\n')).not.toContain(SECRET);
  expect(page.url()).not.toContain(SECRET);
});

test('the workbench tells what is wrong with a signature', async ({ page }) => {
  await open(page, '/docs/workbench?endpoint=anypay-create');
  await page.getByLabel(/^appsecret/).fill(SECRET);
  const verdict = page.getByRole('main').getByRole('status');
  const yours = page.getByLabel('Your sign');
  await yours.fill(md5(md5(TEXT) + SECRET));
  await expect(verdict).toContainText('The signatures match');
  await yours.fill(md5(md5(TEXT.replace('10.23', '10.2')) + SECRET));
  await expect(verdict).toContainText('None of the usual mistakes');
  await yours.fill(md5(md5(TEXT.replace('10.23alipay', 'alipay10.23')) + SECRET));
  await expect(verdict).toContainText('wrong order');
  await yours.fill(md5(TEXT + SECRET));
  await expect(verdict).toContainText('wrong number of times');
  await page.getByLabel('price', { exact: true }).fill('1.00');
  await yours.fill(md5(md5(TEXT.replace('10.23', '1')) + SECRET));
  await expect(verdict).toContainText('price:');
  await expect(verdict).toContainText('1 and 1.00');
});

test('the workbench verifies a pasted callback, and knows an altered one', async ({ page }) => {
  await open(page, '/docs/workbench?endpoint=epay-notification');
  await page.getByLabel(/^KEY/).fill(SECRET);
  const pairs = `money=1.00&name=VIP会员&out_trade_no=A-1&pid=1001&trade_no=1000000000000522&trade_status=TRADE_SUCCESS&type=alipay`;
  const query = new URLSearchParams(pairs);
  query.set('sign', md5(pairs + SECRET));
  query.set('sign_type', 'MD5');
  const pasted = page.getByRole('textbox', { name: 'Received address or body' });
  await pasted.fill(`https://shop.example/notify?${query}`);
  const verdict = page.getByRole('main').getByRole('status');
  await expect(verdict).toContainText('The signatures match');
  query.set('money', '0.01');
  await pasted.fill(`https://shop.example/notify?${query}`);
  await expect(verdict).toContainText('The signatures differ');
});
