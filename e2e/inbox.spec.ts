import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import postgres from 'postgres';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { barriersOn } from '@/e2e/support/barriers';
import { expect, test } from '@/e2e/support/test';
import { type MerchantSite, openMerchantSite, readCheckout } from '@/tests/support/merchant-site';
import type { Product } from '@/tests/support/product';

let product: Product;
let site: MerchantSite;
let sql: ReturnType<typeof postgres>;

test.beforeAll(async ({ product: shared }) => {
  product = shared;
  sql = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
});

test.afterAll(async () => {
  await sql?.end();
});

test.beforeEach(async ({ page }) => {
  site = await openMerchantSite(product);
  await site.beat();
  await prefer(page, product.publicUrl, { matou_locale: 'en' });
});

test.afterEach(async () => {
  await site.close();
});

const visit = (page: Page, path: string) => page.goto(`${product.publicUrl}${path}`);

interface Opened {
  readonly orderId: number;
  readonly payUrl: string;
  readonly payable: string;
}

async function openOrder(price = '10.00'): Promise<Opened> {
  const answer = await site.cloudpay({ out_order_id: randomUUID(), price });
  const payUrl = answer.data.pay_url;
  const { data } = await readCheckout(payUrl);
  return { orderId: data.order_id, payUrl, payable: data.realprice };
}

/** The order's time is over a moment ago, and the worker sees it. */
async function expire({ orderId, payUrl }: Opened): Promise<void> {
  await sql`update orders set expires_at = now() - interval '1 second' where id = ${orderId}`;
  await expect.poll(async () => (await readCheckout(payUrl)).data.status).toBe('expired');
}

async function statusOf({ payUrl }: Opened): Promise<string> {
  return (await readCheckout(payUrl)).data.status;
}

async function refuseOffences(page: Page): Promise<void> {
  expect(await barriersOn(page)).toEqual([]);
}

test('a payment of another amount is matched to its order by hand, and the shop is told', async ({
  page,
}) => {
  const opened = await openOrder('10.00');
  await site.push('9.90');
  await signIn(page, product.publicUrl, site);
  await visit(page, '/');
  await page.getByRole('link', { name: /1 receipt/ }).click();
  await expect(page).toHaveURL(/\/inbox$/);
  await refuseOffences(page);
  await page.getByRole('button', { name: `Match to order ${opened.orderId}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('buyer mistyped');
  await dialog.getByRole('button', { name: 'Match', exact: true }).click();
  await expect(dialog.getByText('arrival.amount_differs')).toBeVisible();
  await dialog.getByText('Match though the amounts differ').click();
  await dialog.getByRole('button', { name: 'Match', exact: true }).click();
  await expect(page.getByText('All receipts are matched ✓')).toBeVisible();
  await site.receiver.waitFor(1, ({ path }) => path === '/notify');
  expect(await statusOf(opened)).toBe('paid');
  await visit(page, `/orders/${opened.orderId}`);
  await expect(page.getByText('Receipt of ¥9.90 matched by hand: buyer mistyped')).toBeVisible();
});

test('a stray payment is ignored with a reason, found again, and the sums agree', async ({ page }) => {
  await site.push('0.37');
  await signIn(page, product.publicUrl, site);
  await visit(page, '/inbox');
  await page.getByRole('button', { name: 'Ignore' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ignore' }).click();
  await expect(dialog.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Reason').fill('a friend paid for lunch');
  await dialog.getByRole('button', { name: 'Ignore' }).click();
  await expect(page.getByText('All receipts are matched ✓')).toBeVisible();
  await page.getByRole('navigation', { name: 'By outcome' }).getByRole('link', { name: 'Ignored' }).click();
  await expect(page.getByText('Decided by hand: a friend paid for lunch')).toBeVisible();
  await expect(page.getByRole('row', { name: /All receipts 1 ¥0\.37/ })).toBeVisible();
});

test('an empty inbox says that an offline phone proves nothing', async ({ page }) => {
  await sql`update monitors set last_seen_at = now() - interval '1 hour' where merchant_id = ${site.merchantId}`;
  await signIn(page, product.publicUrl, site);
  await visit(page, '/inbox');
  await expect(page.getByText('1 account is offline')).toBeVisible();
  await expect(page.getByText('does not prove that nobody paid')).toBeVisible();
});

test('late money settles its order where the merchant wants that', async ({ page }) => {
  await signIn(page, product.publicUrl, site);
  await visit(page, '/settings');
  await page.getByRole('button', { name: /Paid after expiry/ }).click();
  await page.getByRole('option', { name: 'Settle the order' }).click();
  const form = page.locator('form', { hasText: 'Paid after expiry' });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Saved')).toBeVisible();
  const opened = await openOrder();
  await expire(opened);
  await site.push(opened.payable);
  await expect.poll(() => statusOf(opened)).toBe('paid');
});

/** The buyer's side, in a browser that runs no script. */
async function appeal(page: Page, opened: Opened, amount: string): Promise<void> {
  await page.goto(`${opened.payUrl}&lang=en&stay=1`);
  await page.getByRole('link', { name: 'I have paid' }).click();
  await expect(page.getByLabel('Amount paid')).toHaveValue(opened.payable);
  await page.getByLabel('Amount paid').fill('ten');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('such as 10.01')).toBeVisible();
  await page.getByLabel('Amount paid').fill(amount);
  await page.getByLabel('Payer').fill('Li Si 8842');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('heading', { name: 'Waiting for the merchant to check' })).toBeVisible();
}

test('a buyer without script says that he paid; the merchant confirms with the payment that fits', async ({
  page,
  browser,
}) => {
  const opened = await openOrder('20.00');
  await expire(opened);
  await site.push('19.50');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const buyer = await context.newPage();
  await appeal(buyer, opened, '19.50');
  expect(await statusOf(opened)).toBe('expired');

  await signIn(page, product.publicUrl, site);
  await visit(page, '/appeals');
  await refuseOffences(page);
  await page.getByRole('button', { name: 'Confirm with this receipt' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Match though the amounts differ').click();
  await dialog.getByLabel('Reason').fill('seen in the bill');
  await dialog.getByRole('button', { name: 'Confirm receipt' }).click();
  await expect(page.getByText('No payment reports to answer ✓')).toBeVisible();
  expect(await statusOf(opened)).toBe('paid');

  await buyer.reload();
  await expect(buyer.getByRole('heading', { name: 'The merchant has confirmed your payment' })).toBeVisible();
  await buyer.getByRole('link', { name: 'Show the receipt' }).click();
  await expect(buyer.getByText('¥19.50').first()).toBeVisible();
  await context.close();
});

test('a rejected report shows the merchant’s words by itself, and can be sent again', async ({
  page,
  browser,
}) => {
  const opened = await openOrder();
  await expire(opened);
  const context = await browser.newContext();
  const buyer = await context.newPage();
  await appeal(buyer, opened, opened.payable);
  await refuseOffences(buyer);

  await signIn(page, product.publicUrl, site);
  await visit(page, '/appeals');
  await expect(page.getByText('Li Si 8842')).toBeVisible();
  await page.getByRole('button', { name: 'Reject' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Answer to the buyer').fill('Nothing came in at that time.');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByText('No payment reports to answer ✓')).toBeVisible();

  await expect(buyer.getByText('Nothing came in at that time.')).toBeVisible();
  expect(await statusOf(opened)).toBe('expired');
  await buyer.getByRole('link', { name: 'Send again' }).click();
  await expect(buyer.getByRole('heading', { name: 'I have paid' })).toBeVisible();
  await context.close();
});
