import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { barriersOn } from '@/e2e/support/barriers';
import { expect, test } from '@/e2e/support/test';
import { type MerchantSite, openMerchantSite, readCheckout } from '@/tests/support/merchant-site';
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
});

test.afterEach(async () => {
  await site.close();
});

function visit(page: Page, path: string) {
  return page.goto(`${product.publicUrl}${path}`);
}

async function orderShown(reference: string): Promise<Record<string, unknown>> {
  const owner = ['--merchant', site.merchantId];
  return product.matou('order', 'show', ...owner, '--out-order-id', reference);
}

interface Bought {
  readonly reference: string;
  readonly orderId: string;
  readonly walletAddress: string;
}

/** A test-mode order that was paid in the pretend wallet. */
async function buyInTestMode(page: Page, price: string): Promise<Bought> {
  const reference = randomUUID();
  const answer = await site.anypay({ out_order_id: reference, price }, site.trial);
  const { data } = await readCheckout(answer.data.pay_url);
  await page.goto(data.qrcode);
  await page.locator('button[value=exact]').click();
  await expect(page.locator('[data-outcome=matched]')).toBeVisible();
  return { reference, orderId: String(data.order_id), walletAddress: data.qrcode };
}

/** A live order whose payment the phone has seen. */
async function buyLive(price: string): Promise<{ reference: string; orderId: string }> {
  const reference = randomUUID();
  const answer = await site.anypay({ out_order_id: reference, price });
  const { data } = await readCheckout(answer.data.pay_url);
  await site.push(data.realprice);
  await expect.poll(async () => (await orderShown(reference))['status']).toBe('paid');
  return { reference, orderId: String(data.order_id) };
}

async function refund(page: Page, button: string, amount: string | null, reason: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (amount !== null) await dialog.getByLabel('Amount (yuan)').fill(amount);
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.locator('button[type=submit]').click();
}

async function expectNoFault(page: Page): Promise<void> {
  expect(await barriersOn(page)).toEqual([]);
}

test('a test order is refunded in part, then refused, then as a whole, and the wallet shows it', async ({
  page,
}) => {
  const bought = await buyInTestMode(page, '10.00');
  await signIn(page, product.publicUrl, site);
  await prefer(page, product.publicUrl, { matou_mode: 'test' });
  await visit(page, `/orders/${bought.orderId}`);

  await refund(page, 'Refund', '4.00', 'one cup was broken');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('Partly refunded')).toBeVisible();
  await expect(page.getByText('The channel gave back ¥4.00: one cup was broken')).toBeVisible();
  await visit(page, '/orders');
  await expect(page.getByText('Partly refunded').locator('visible=true')).toHaveCount(1);

  await visit(page, `/orders/${bought.orderId}`);
  await refund(page, 'Refund', '0.44', 'to see it fail');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('SIMULATED_REFUSAL')).toBeVisible();
  await expectNoFault(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  // The whole rest stands in the field already.
  await visit(page, `/orders/${bought.orderId}`);
  await expect(page.getByText('The channel said: SIMULATED_REFUSAL')).toBeVisible();
  await refund(page, 'Refund', null, 'the rest');
  await expect(page.getByText('Refunded', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Refund', exact: true })).toBeHidden();
  // The library's announcement of the pending button outlives the button by seconds.
  await page.reload();
  await expectNoFault(page);

  expect(await orderShown(bought.reference)).toMatchObject({
    status: 'refunded',
    refunded: '10.00',
    refunds: [
      { amount: '4.00', status: 'done', way: 'channel' },
      { amount: '0.44', status: 'failed', way: 'channel' },
      { amount: '6.00', status: 'done', way: 'channel' },
    ],
  });
  await page.goto(bought.walletAddress);
  await expect(page.locator('.back b')).toHaveText('¥10.00');

  await visit(page, '/settlements');
  const movements = page.getByRole('grid', { name: 'Ledger' }).getByRole('row');
  await expect(movements).toHaveCount(4);
  await expect(movements.nth(1)).toContainText('−¥6.00');
  await expect(movements.nth(3)).toContainText('+¥10.00');
});

test('a live order that was paid into a watched account is refunded by hand, and more than is left is refused', async ({
  page,
}) => {
  const bought = await buyLive('20.00');
  await signIn(page, product.publicUrl, site);
  await visit(page, `/orders/${bought.orderId}`);
  await expect(page.getByRole('button', { name: 'Refund', exact: true })).toBeHidden();

  await refund(page, 'Record a refund', '20.01', 'too much');
  await expect(page.getByRole('dialog').getByText('more than what is left to refund')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await refund(page, 'Record a refund', '5.50', 'paid back in Alipay');
  await expect(page.getByText('Refund of ¥5.50 by hand recorded: paid back in Alipay')).toBeVisible();
  expect(await orderShown(bought.reference)).toMatchObject({
    status: 'paid',
    refunded: '5.50',
    refunds: [{ amount: '5.50', status: 'done', way: 'manual', reason: 'paid back in Alipay' }],
  });
});

test('the merchant fills in where to, the operator records a settlement, and the merchant sees it', async ({
  page,
  browser,
}) => {
  await buyLive('30.00');
  await signIn(page, product.publicUrl, site);
  const email = `${randomUUID()}@matou.example`;
  const operator = await product.matou('operator', 'create', '--email', email);
  const desk = await (await browser.newContext()).newPage();
  await prefer(desk, product.publicUrl, { matou_locale: 'en' });
  await signIn(desk, product.publicUrl, { email, password: String(operator['password']) });
  const address = `/operator/merchants/${site.merchantId}/settlements`;
  await visit(desk, address);
  await expect(desk.getByText('profile is not complete')).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Record a settlement' })).toBeHidden();

  await visit(page, '/settlements');
  await page.locator('input[name=settlementAccount]').fill('6222 0210');
  await page.getByRole('textbox', { name: 'Account holder' }).fill('王小明');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();

  await visit(desk, '/operator/settlements');
  await desk.locator(`a[href="${address}"]`).click();
  await desk.getByRole('button', { name: 'Record a settlement' }).click();
  const dialog = desk.getByRole('dialog');
  await expect(dialog.getByText('王小明')).toBeVisible();
  await expect(dialog.getByLabel('Amount (yuan)')).toHaveValue('30.00');
  await dialog.getByLabel('Amount (yuan)').fill('30.01');
  await dialog.getByRole('button', { name: 'Record' }).click();
  await expect(dialog.getByText('more than the unsettled balance')).toBeVisible();
  await dialog.getByLabel('Amount (yuan)').fill('12.00');
  await dialog.getByLabel('Note').fill('first week');
  await expectNoFault(desk);
  await dialog.getByRole('button', { name: 'Record' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText('¥18.00').first()).toBeVisible();

  await page.reload();
  const records = page.getByRole('list', { name: 'Recorded settlements' });
  await expect(records).toContainText('first week');
  await expect(records).toContainText('¥12.00');
  await expect(page.getByText('¥18.00').first()).toBeVisible();
  await expectNoFault(page);
  await desk.context().close();
});
