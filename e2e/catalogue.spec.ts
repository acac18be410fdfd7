import type { Page } from '@playwright/test';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { barriersOn } from '@/e2e/support/barriers';
import { codePictures, importKeys } from '@/e2e/support/catalogue-seed';
import { expect, test } from '@/e2e/support/test';
import { type MerchantSite, openMerchantSite } from '@/tests/support/merchant-site';
import type { Product } from '@/tests/support/product';

let product: Product;
let site: MerchantSite;

test.beforeAll(async ({ product: shared }) => {
  product = shared;
});

test.beforeEach(async ({ page }) => {
  site = await openMerchantSite(product);
  await site.beat();
  await prefer(page, product.publicUrl, { matou_locale: 'en' });
  await signIn(page, product.publicUrl, site);
});

test.afterEach(async () => {
  await site.close();
});

function visit(page: Page, path: string) {
  return page.goto(`${product.publicUrl}${path}`);
}

async function createProduct(page: Page, name: string, price: string): Promise<number> {
  await visit(page, '/products');
  await page.getByRole('button', { name: 'New product' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Price (yuan)').fill(price);
  await dialog.getByRole('button', { name: 'New product' }).click();
  await page.waitForURL(/\/products\/\d+$/);
  return Number(page.url().split('/').at(-1));
}

async function expectNoAxeFaults(page: Page): Promise<void> {
  expect(await barriersOn(page)).toEqual([]);
}

function counter(page: Page, name: string) {
  return page.locator('main dl > div', { has: page.getByText(name, { exact: true }) }).locator('dd');
}

test('a category and a product with a picture are made, changed and taken off sale', async ({ page }) => {
  await visit(page, '/products/categories');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'New category' }).click();
  await dialog.getByLabel('Name').fill('Memberships');
  await dialog.getByRole('button', { name: 'New category' }).click();
  await expect(page.getByRole('heading', { name: 'Memberships' })).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'New category' }).click();
  await dialog.getByLabel('Name').fill('Memberships');
  await dialog.getByRole('button', { name: 'New category' }).click();
  await expect(dialog.getByText('category.name_taken')).toBeVisible();

  await visit(page, '/products');
  await expect(page.getByText('No product yet')).toBeVisible();
  await page.getByRole('button', { name: 'New product' }).click();
  await dialog.getByLabel('Name').fill('Month of tea');
  await dialog.getByLabel('Price (yuan)').fill('19.901');
  await dialog.getByRole('button', { name: /Category/ }).click();
  await page.getByRole('option', { name: 'Memberships' }).click();
  const photo = (await codePictures(page, product.publicUrl)).at(-1);
  if (photo === undefined) throw new Error('there is no photo');
  await dialog.locator('input[type=file]').setInputFiles(photo);
  await expect(dialog.locator('img')).toBeVisible();
  await dialog.getByRole('button', { name: 'New product' }).click();
  await expect(dialog.getByText('at most two decimals')).toBeVisible();
  await dialog.getByLabel('Price (yuan)').fill('19.90');
  await dialog.getByRole('button', { name: 'New product' }).click();
  await page.waitForURL(/\/products\/\d+$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Month of tea' })).toBeVisible();
  const picture = page.locator('main img').first();
  await expect(picture).toHaveJSProperty('complete', true);
  const shown = await page.request.get(`${product.publicUrl}${await picture.getAttribute('src')}`);
  expect(shown.headers()['content-type']).toMatch(/^image\/(webp|jpeg)$/);

  await page.locator('label', { hasText: 'On sale' }).click();
  await expect(page.locator('label', { hasText: 'Off sale' })).toBeVisible();
  await page.getByLabel('Name').fill('Two months of tea');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await visit(page, '/products');
  const row = page.getByRole('row', { name: /Two months of tea/ });
  await expect(row.getByText('Off sale')).toBeVisible();
  await expect(row.getByText('Memberships')).toBeVisible();
  await expect(row.getByText('¥19.90')).toBeVisible();
});

test('keys are looked at before they are saved, counted, revealed one by one and removed unsold', async ({
  page,
}) => {
  const productId = await createProduct(page, 'Month of tea', '19.90');
  await visit(page, `/cards?product=${productId}`);
  await expect(page.getByText('No keys yet')).toBeVisible();
  await page.getByRole('button', { name: 'Import keys' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'keys.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('TEA-AAAA-0001\r\nTEA-BBBB-0002\r\n\r\nTEA-AAAA-0001\r\n"TEA-CCCC-0003"\r\n'),
  });
  await dialog.getByRole('button', { name: 'Preview' }).click();
  const counts = dialog.locator('dd');
  await expect(counts).toHaveText(['3', '1', '1', '0']);
  await expect(dialog.getByText('keys.csv: read as UTF-8, 5 lines')).toBeVisible();
  await visit(page, `/cards?product=${productId}`);
  await expect(counter(page, 'Unsold')).toHaveText('0');

  await importKeys(page, product.publicUrl, productId, 'TEA-AAAA-0001\nTEA-BBBB-0002\nTEA-CCCC-0003');
  await expect(dialog.getByText('3 keys imported')).toBeVisible();
  await importKeys(page, product.publicUrl, productId, 'TEA-BBBB-0002\nTEA-DDDD-0004');
  await expect(dialog.locator('dd')).toHaveText(['1', '1', '0']);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(counter(page, 'Unsold')).toHaveText('4');
  await visit(page, `/cards?product=${productId}`);
  await expectNoAxeFaults(page);

  const row = page.getByRole('row', { name: /TEA••••002/ });
  expect(await page.content()).not.toContain('TEA-BBBB-0002');
  await row.getByRole('button', { name: 'Show key TEA••••002' }).click();
  await expect(row.getByText('TEA-BBBB-0002')).toBeVisible();
  await row.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(counter(page, 'Unsold')).toHaveText('3');

  await prefer(page, product.publicUrl, { matou_mode: 'test' });
  await visit(page, `/cards?product=${productId}`);
  await expect(counter(page, 'Unsold')).toHaveText('0');
});

test('a file of keys is read in its own encoding, which is said, or not at all', async ({ page }) => {
  const productId = await createProduct(page, 'Month of tea', '19.90');
  await visit(page, `/cards?product=${productId}`);
  await page.getByRole('button', { name: 'Import keys' }).click();
  const dialog = page.getByRole('dialog');
  const choose = (buffer: Buffer) =>
    dialog.locator('input[type=file]').setInputFiles({ name: 'keys.txt', mimeType: 'text/plain', buffer });
  await choose(Buffer.from('KEY-1\ncl\u00e9-2\n', 'latin1'));
  await expect(dialog.getByRole('alert')).toContainText('Line 2 is not UTF-8');
  await expect(dialog.getByRole('button', { name: 'Preview' })).toBeDisabled();
  // 卡号1 and 密码2 in GBK.
  await choose(Buffer.from('bfa8bac5310d0ac3dcc2eb320d0a', 'hex'));
  await expect(dialog.getByText('keys.txt: read as GBK (GB18030), 2 lines')).toBeVisible();
  await expectNoAxeFaults(page);
  await dialog.getByRole('button', { name: 'Encoding of the file' }).click();
  await page.getByRole('option', { name: 'UTF-8' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Line 1 is not UTF-8');
  await dialog.getByRole('button', { name: 'Encoding of the file' }).click();
  await page.getByRole('option', { name: 'GBK' }).click();
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByRole('button', { name: 'Import 2 keys' }).click();
  await expect(dialog.getByText('2 keys imported')).toBeVisible();
  await expect(dialog.getByText('read as GBK (GB18030), 2 lines')).toBeVisible();
});

test('five hundred keys and one more arrive in two parts', async ({ page }) => {
  const productId = await createProduct(page, 'Month of tea', '19.90');
  const keys = Array.from({ length: 501 }, (_, index) => `KEY-${String(index).padStart(4, '0')}-LONG`);
  await importKeys(page, product.publicUrl, productId, keys.join('\n'));
  await visit(page, `/cards?product=${productId}&page=26`);
  await expect(counter(page, 'Unsold')).toHaveText('501');
  await expect(page.getByText('Page 26 of 26')).toBeVisible();
});

interface Shown {
  readonly data: { readonly realprice: string; readonly qrcode: string; readonly isexact: boolean };
}

async function openOrder(): Promise<Shown['data']> {
  const { data } = await site.cloudpay({ price: '10.00' });
  const reply = await fetch(`${data.pay_url}&format=json`);
  return ((await reply.json()) as Shown).data;
}

test('several codes for fixed amounts are uploaded at once, and the checkout shows the exact one', async ({
  page,
}) => {
  await visit(page, `/accounts/${site.accountId}/codes`);
  await page.locator('main input[type=file]').setInputFiles(await codePictures(page, product.publicUrl));
  await expect(page.getByText('2 of 4 ready')).toBeVisible();
  await expect(page.getByText('No code was found')).toBeVisible();
  await expect(page.getByText('Enter the amount', { exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'Amount of 店里的收款码.png (yuan)' }).fill('10.0');
  await expect(page.getByText('Same amount as another picture')).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Amount of 店里的收款码.png (yuan)' }).fill('66');
  await expectNoAxeFaults(page);
  await page.getByRole('button', { name: 'Save 3 codes' }).click();
  await expect(page.getByText('Saved: 3 new, 0 replaced.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Codes you have' }).getByRole('listitem')).toHaveCount(3);

  const opened = [await openOrder(), await openOrder(), await openOrder()];
  expect(opened.map(({ realprice }) => realprice)).toEqual(['10.00', '9.99', '9.98']);
  expect(opened.map(({ isexact }) => isexact)).toEqual([true, false, true]);
  expect(opened[0]?.qrcode).toBe('https://qr.alipay.com/fixed-a');
  expect(opened[2]?.qrcode).toBe('https://qr.alipay.com/fixed-b');

  await page.getByRole('button', { name: 'Remove' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('list', { name: 'Codes you have' }).getByRole('listitem')).toHaveCount(2);
});
