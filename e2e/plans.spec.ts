import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { barriersOn } from '@/e2e/support/barriers';
import { expect, test } from '@/e2e/support/test';
import { openMerchantSite } from '@/tests/support/merchant-site';
import type { Product } from '@/tests/support/product';

let product: Product;
let operator: { email: string; password: string };

test.beforeAll(async ({ product: shared }) => {
  product = shared;
  const email = `${randomUUID()}@operator.example`;
  const { password } = await product.matou('operator', 'create', '--email', email);
  operator = { email, password: String(password) };
});

const dialogOf = (page: Page) => page.getByRole('dialog');

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${product.publicUrl}${path}`);
}

/** Nothing for axe to find, nothing wider than the phone. */
async function refuseFaults(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 740 });
  expect(await barriersOn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

test('a plan is made, points are topped up, the merchant buys, and its quota holds at the API', async ({
  browser,
}) => {
  const site = await openMerchantSite(product);
  const desk = await (await browser.newContext()).newPage();
  await prefer(desk, product.publicUrl, { matou_locale: 'en' });
  await signIn(desk, product.publicUrl, operator);
  await visit(desk, '/operator/plans');
  await desk.getByRole('button', { name: 'New plan' }).click();
  await dialogOf(desk).getByLabel('Name').fill('Small');
  await dialogOf(desk).getByLabel('Price (points)').fill('3000');
  await dialogOf(desk).getByLabel('Orders a day').fill('2');
  await refuseFaults(desk, 1280);
  await dialogOf(desk).getByRole('button', { name: 'New plan' }).click();
  await expect(dialogOf(desk)).toBeHidden();
  await expect(desk.getByRole('heading', { name: 'Small' })).toBeVisible();
  await visit(desk, `/operator/merchants/${site.merchantId}/points`);
  await desk.getByRole('button', { name: 'Top up' }).click();
  await dialogOf(desk).getByLabel('Points').fill('5000');
  await dialogOf(desk).getByRole('button', { name: 'Top up' }).click();
  await expect(dialogOf(desk).getByText('Fill this in')).toBeVisible();
  await dialogOf(desk).getByLabel('Reason').fill('transfer 20261121-07');
  await dialogOf(desk).getByRole('button', { name: 'Top up' }).click();
  await expect(dialogOf(desk)).toBeHidden();
  await expect(desk.getByText('+5,000').first()).toBeVisible();
  await refuseFaults(desk, 360);
  await desk.getByRole('button', { name: 'Take back' }).click();
  await expect(dialogOf(desk)).toContainText('At most the 5,000 that are left');
  await dialogOf(desk).getByLabel('Points').fill('5001');
  await dialogOf(desk).getByLabel('Reason').fill('one transfer counted twice');
  await dialogOf(desk).getByRole('button', { name: 'Take back' }).click();
  await expect(dialogOf(desk)).toContainText('The merchant has only 5000 points left');
  await refuseFaults(desk, 360);
  await dialogOf(desk).getByLabel('Points').fill('900');
  await dialogOf(desk).getByRole('button', { name: 'Take back' }).click();
  await expect(dialogOf(desk)).toBeHidden();
  await expect(
    desk.getByRole('list', { name: 'Points ledger' }).getByText('one transfer counted twice'),
  ).toBeVisible();
  await expect(desk.getByText('4,100').first()).toBeVisible();

  const page = await (await browser.newContext()).newPage();
  await prefer(page, product.publicUrl, { matou_locale: 'en' });
  await signIn(page, product.publicUrl, site);
  await visit(page, '/plan');
  await expect(page.getByText('No plan', { exact: true })).toBeVisible();
  await expect(
    page.getByRole('grid', { name: 'Points ledger' }).getByText('one transfer counted twice'),
  ).toBeVisible();
  const offer = page.locator('li', { has: page.getByRole('heading', { name: 'Small' }) });
  await offer.getByRole('button', { name: 'Buy' }).click();
  await expect(dialogOf(page)).toContainText('3000 points are taken');
  await dialogOf(page).getByRole('button', { name: 'Pay 3000 points' }).click();
  await expect(dialogOf(page)).toBeHidden();
  await expect(page.getByRole('meter', { name: 'Orders today' })).toHaveAttribute('aria-valuetext', '0 / 2');
  await expect(page.getByText('1,100', { exact: true }).first()).toBeVisible();
  await expect(offer.getByText('1900 points are missing')).toBeVisible();

  await site.beat();
  const codes = [];
  for (const reference of ['P1', 'P2', 'P3', 'P1'])
    codes.push((await site.anypay({ out_order_id: reference })).code);
  expect(codes).toEqual([100, 100, 110, 100]);
  await page.reload();
  await expect(page.getByText("Today's quota is used up")).toBeVisible();
  await expect(page.getByRole('meter', { name: 'Orders today' })).toHaveAttribute('aria-valuetext', '2 / 2');
  for (const theme of ['light', 'dark']) {
    await prefer(page, product.publicUrl, { matou_theme: theme });
    await page.reload();
    await refuseFaults(page, 360);
    await refuseFaults(page, 1440);
  }
  await site.close();
});
