import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import postgres from 'postgres';
import { Webhook } from 'standardwebhooks';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { barriersOn } from '@/e2e/support/barriers';
import { forgetSetting } from '@/e2e/support/installation';
import { expect, test } from '@/e2e/support/test';
import { type MailServerStandIn, startMailServer } from '@/tests/support/mail-server';
import type { Product } from '@/tests/support/product';
import { type ReceivedRequest, type Receiver, startReceiver } from '@/tests/support/receiver';

/** The worker looks every fifteen seconds. */
const LOOKED_MS = 60_000;

let product: Product;
let site: Receiver;
let post: MailServerStandIn;
let merchant: { email: string; password: string; merchantId: number };
let operator: { email: string; password: string };

test.beforeAll(async ({ product: shared }) => {
  product = shared;
  [site, post] = await Promise.all([startReceiver(), startMailServer()]);
  const email = `${randomUUID()}@shop.example`;
  const made = await product.matou('merchant', 'create', '--name', 'Tea by the sea', '--email', email);
  merchant = { email, password: String(made.password), merchantId: Number(made.merchantId) };
  const desk = await product.matou('operator', 'create', '--email', `${randomUUID()}@desk.example`);
  operator = { email: String(desk.email), password: String(desk.password) };
});

test.afterAll(async () => {
  await forgetSetting(product, 'mail');
  await Promise.all([site?.close(), post?.close()]);
});

test.beforeEach(async ({ page }) => {
  await prefer(page, product.publicUrl, { matou_locale: 'en' });
});

/** No accessibility fault, and nothing wider than a phone of 360 pixels. */
async function expectSound(page: Page): Promise<void> {
  expect(await barriersOn(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 720 });
}

function verified(
  request: ReceivedRequest | undefined,
  key: string,
): { type: string; data: { title: string } } {
  const headers = Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
      name,
      String(request?.headers[name]),
    ]),
  );
  return new Webhook(key).verify(request?.body ?? '', headers) as { type: string; data: { title: string } };
}

/** A product on sale with two unsold keys. */
async function runLow(): Promise<void> {
  const sql = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql`
      insert into products (merchant_id, name, price_fen) values (${merchant.merchantId}, 'Green tea', 1000) returning id`;
    for (const hash of ['a', 'b']) {
      await sql`
        insert into card_keys (merchant_id, product_id, mode, content_sealed, content_hash)
        values (${merchant.merchantId}, ${row?.id}, 'live', 'v1.never-opened', ${Buffer.from(hash)})`;
    }
  } finally {
    await sql.end();
  }
}

test('a merchant adds a signed webhook, tests it, and hears of what happens', async ({ page }) => {
  await signIn(page, product.publicUrl, merchant);
  await page.goto(`${product.publicUrl}/notifications`);
  await expectSound(page);
  await page.getByRole('button', { name: 'Add a channel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('button', { name: /^By|Mail/ })
    .first()
    .click();
  await page.getByRole('option', { name: 'Webhook (signed)' }).click();
  await dialog.locator('input[name=label]').fill('My desk');
  await dialog.locator('input[name=url]').fill(`${site.url}/hear`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.locator('input[name=secret]')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByRole('button', { name: 'Make a key' }).click();
  const key = await dialog.locator('input[name=secret]').inputValue();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();

  site.replyWith({ kind: 'answer', status: 503, body: 'not yet' });
  const card = page.getByRole('listitem').filter({ hasText: 'My desk' }).first();
  await card.getByRole('button', { name: 'Send a test My desk' }).click();
  await expect(card.getByText('The test message was not delivered')).toBeVisible();
  await expect(card.getByText('HTTP 503 not yet').first()).toBeVisible();
  site.replyWith({ kind: 'answer', status: 200, body: 'thank you' });
  await card.getByRole('button', { name: 'Send a test My desk' }).click();
  await expect(card.getByText('HTTP 200 thank you')).toBeVisible();
  expect(verified(site.requests[1], key)).toMatchObject({ type: 'test' });
  expect(await page.content()).not.toContain(key);

  await runLow();
  const [told] = await site.waitFor(1, ({ body }) => body.includes('stock_low'), LOOKED_MS);
  expect(verified(told, key)).toMatchObject({ type: 'stock_low', data: { left: 2, product: 'Green tea' } });
  await page.reload();
  await expect(page.getByText('Low stock (5 keys or fewer) → My desk')).toBeVisible();
  await expectSound(page);

  await card.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No channels yet')).toBeVisible();
});

test('the operator sets up mail, sees a test mail arrive, and keeps the password to himself', async ({
  page,
}) => {
  await signIn(page, product.publicUrl, operator);
  await page.goto(`${product.publicUrl}/operator/notifications`);
  await expect(page.getByText('Not set up: mail notifications cannot be sent.')).toBeVisible();
  await page.locator('input[name=host]').fill('127.0.0.1');
  await page.locator('input[name=port]').fill(String(post.port));
  await page.getByRole('button', { name: /TLS \(usually port 465\)/ }).click();
  await page.getByRole('option', { name: /None/ }).click();
  await page.locator('input[name=from]').fill('pay@shop.example');
  await page.locator('input[name=user]').fill('till');
  await page.locator('input[name=password]').fill('pass-word-7');
  await page
    .locator('form')
    .filter({ has: page.locator('input[name=host]') })
    .getByRole('button', { name: 'Save' })
    .click();
  await page.locator('input[name=to]').fill('owner@shop.example');
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('250 2.0.0 queued as 4711')).toBeVisible();
  expect(post.logins).toEqual(['till pass-word-7']);
  expect(post.mails).toMatchObject([{ from: 'pay@shop.example', to: ['owner@shop.example'] }]);
  await page.reload();
  expect(await page.content()).not.toContain('pass-word-7');
  expect(product.output()).not.toContain('pass-word-7');
  await expectSound(page);
});
