import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { prefer, signIn, signInByForm } from '@/e2e/support/admin-pages';
import { scan } from '@/e2e/support/scan';
import { expect, test } from '@/e2e/support/test';
import { type MerchantSite, openMerchantSite, readCheckout } from '@/tests/support/merchant-site';
import { drawPoster, pngOf, RAINBOW } from '@/tests/support/poster';
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

async function placeOpenOrder(reference: string): Promise<string> {
  const answer = await site.cloudpay({ out_order_id: reference });
  await readCheckout(answer.data.pay_url);
  const shown = await product.matou(
    'order',
    'show',
    '--merchant',
    site.merchantId,
    '--out-order-id',
    reference,
  );
  return String(shown.orderId ?? shown.order_id ?? shown.id);
}

test('unknown user and wrong password get the same words, the right one gets in, signing out ends it', async ({
  page,
  context,
}) => {
  const words: (string | null)[] = [];
  for (const email of ['nobody@shop.example', site.email]) {
    await visit(page, '/sign-in');
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    words.push(await page.getByRole('alert').filter({ hasText: 'Wrong' }).textContent());
  }
  expect(words[0]).toBe(words[1]);
  await signInByForm(page, product.publicUrl, site);
  const kept = await context.cookies();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  // A copy of the cookie from before is worth nothing now.
  await context.addCookies(kept);
  await visit(page, '/orders');
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('what is sent before the page’s script runs signs in all the same, and no password stands in an address', async ({
  page,
}) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  let release = () => {};
  const released = new Promise<void>((settle) => {
    release = settle;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${product.publicUrl}/sign-in`, { waitUntil: 'commit' });
  await page.locator('input[name=email]').fill(site.email);
  await page.locator('input[name=password]').fill(site.password);
  await page.locator('button[type=submit]').click();
  release();
  await expect(page).toHaveURL(`${product.publicUrl}/`);
  expect(addresses.filter((address) => address.includes(encodeURIComponent(site.password)))).toEqual([]);
});

test('five wrong passwords lock the sign-in, with the time to wait', async ({ page }) => {
  await visit(page, '/sign-in');
  for (let tries = 0; tries < 6; tries += 1) {
    await page.getByLabel('Email').fill(site.email);
    await page.getByLabel('Password').fill('wrong');
    const answered = page.waitForResponse((response) => response.url().includes('/callback/credentials'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await answered;
  }
  await expect(page.getByText(/Try again in \d+ minutes?/)).toBeVisible();
});

test('callback addresses are checked from the server, kept, and refused when they are none', async ({
  page,
}) => {
  await signIn(page, product.publicUrl, site);
  await visit(page, '/settings');
  await page.getByRole('button', { name: 'Check Async callback address' }).click();
  await expect(page.getByText(/Reachable: HTTP 200, \d+ ms/)).toBeVisible();
  await expect(page.getByText('success', { exact: true })).toBeVisible();

  await page.getByRole('textbox', { name: 'Timeout redirect address' }).fill('http://10.0.0.1/');
  await page.getByRole('button', { name: 'Check Timeout redirect address' }).click();
  await expect(page.getByText('points into a private network')).toBeVisible();

  await page.getByRole('textbox', { name: 'Timeout redirect address' }).fill('ftp://example.com');
  await page.locator('form').first().getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Enter a full http or https address').first()).toBeVisible();

  await page.getByRole('textbox', { name: 'Timeout redirect address' }).fill('https://shop.example/late');
  await page.locator('form').first().getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Timeout redirect address' })).toHaveValue(
    'https://shop.example/late',
  );
});

test('secrets are shown once, after the password; rotating makes new ones and keeps the old for a while', async ({
  page,
}) => {
  await signIn(page, product.publicUrl, site);
  await visit(page, '/settings/keys');
  const live = page.locator('section', { has: page.getByRole('heading', { name: 'Live keys' }) });
  const dialog = page.getByRole('dialog');

  await live.getByRole('button', { name: 'Show secrets' }).click();
  await dialog.getByLabel('Password').fill('wrong');
  await dialog.getByRole('button', { name: 'Show secrets' }).click();
  await expect(dialog.getByText('login.refused')).toBeVisible();
  await dialog.getByLabel('Password').fill(site.password);
  await dialog.getByRole('button', { name: 'Show secrets' }).click();
  await expect(dialog.getByText(site.appsecret)).toBeVisible();
  await dialog.getByRole('button', { name: 'I have saved them' }).click();
  await expect(dialog).toHaveCount(0);
  // The appsecret and the key of 易支付.
  await expect(live.getByText('cannot be shown again')).toHaveCount(2);
  await expect(live.getByRole('button', { name: 'Show secrets' })).toHaveCount(0);

  await live.getByRole('button', { name: 'Rotate' }).click();
  await dialog.getByLabel('Password').fill(site.password);
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  const secret = await dialog.locator('dd').first().textContent();
  expect(secret).toMatch(/^[0-9a-f]{32}$/);
  expect(secret).not.toBe(site.appsecret);
  await dialog.getByRole('button', { name: 'I have saved them' }).click();
  await expect(page.getByText('The old appsecret is valid until')).toBeVisible();
  // The shop still signs with the old one.
  expect((await site.cloudpay({})).code).toBe(100);
});

test('changing the password says before that it replaces the appsecret, does so, and keeps only this session', async ({
  page,
  browser,
}) => {
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, product.publicUrl, site);
  await signIn(page, product.publicUrl, site);
  await visit(page, '/settings/security');
  await expect(page.getByText('Changing the password replaces the live appsecret')).toBeVisible();
  const next = 'a much better password 7';
  await page.getByLabel('Current password').fill(site.password);
  await page.getByLabel('New password', { exact: false }).first().fill(next);
  await page.getByLabel('New password again').fill('something else');
  await page.getByRole('button', { name: 'Change password and replace appsecret' }).click();
  await expect(page.getByText('The two do not match')).toBeVisible();
  await page.getByLabel('New password again').fill(next);
  await page.getByRole('button', { name: 'Change password and replace appsecret' }).click();
  await expect(page.getByText('Password changed')).toBeVisible();
  expect(await page.locator('dd').first().textContent()).toMatch(/^[0-9a-f]{32}$/);

  await visit(page, '/settings/keys');
  await expect(page.getByText('The old appsecret is valid until')).toBeVisible();
  await elsewhere.goto(`${product.publicUrl}/orders`);
  await expect(elsewhere).toHaveURL(/\/sign-in$/);
  await elsewhere.context().close();
});

test('a monitor is added and its pairing code, read from the screen, carries host and key', async ({
  page,
}) => {
  await signIn(page, product.publicUrl, site);
  await visit(page, '/accounts');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Add monitor' }).click();
  await dialog.getByLabel('Name').fill('till phone');
  await dialog.getByRole('button', { name: 'Add monitor' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Pair till phone' }).click();
  await dialog.getByRole('button', { name: 'Show the pairing code' }).click();
  await expect(dialog.getByRole('img', { name: 'Pairing code' })).toBeVisible();
  const text = await scan(page);
  expect(text).toMatch(/^127\.0\.0\.1:\d+\/[0-9a-f]{32}$/);
  await expect(dialog.getByText(text)).toBeVisible();
});

test('an account is added from a picture of its code, switched off, and removed', async ({ page }) => {
  await signIn(page, product.publicUrl, site);
  await visit(page, '/accounts');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Add account' }).click();
  await dialog.getByLabel('Name').fill('second till');
  const code = 'https://qr.alipay.com/fkx-from-a-picture';
  const picture = await page.request.get(
    `${product.publicUrl}/qrcode/build?size=300&text=${encodeURIComponent(code)}`,
  );
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: await picture.body() });
  await expect(dialog.getByLabel('Content of the payment code')).toHaveValue(code);
  await dialog.getByRole('button', { name: 'Add account' }).click();
  const card = page.locator('li', { has: page.getByRole('heading', { name: 'second till' }) });
  await expect(card.getByText('Online', { exact: true })).toBeVisible();
  await card.getByRole('button', { name: /Collecting/ }).click();
  await page.getByRole('option', { name: 'Switched off' }).click();
  await expect(card.locator('span', { hasText: 'Switched off' }).first()).toBeVisible();
  await card.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(card).toHaveCount(0);
});

test('of a poster’s codes the chosen wallet’s is taken, which is said, and none of two by chance', async ({
  page,
}) => {
  const alipay = 'https://qr.alipay.com/fkx-on-a-poster';
  const wechat = 'wxp://f2f0-on-a-poster';
  const at = { y: 300, side: 260 };
  const left = { ...at, x: 170, dark: [22, 119, 255] } as const;
  const right = { ...at, x: 480, dark: [255, 255, 255], light: [7, 193, 96] } as const;
  const poster = (one: string, other: string) => ({
    name: 'poster.png',
    mimeType: 'image/png',
    buffer: pngOf(
      drawPoster(640, 600, RAINBOW, [
        { ...left, text: one },
        { ...right, text: other },
      ]),
    ),
  });
  await signIn(page, product.publicUrl, site);
  await visit(page, '/accounts');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Add account' }).click();
  const picture = dialog.locator('input[type=file]');
  const code = dialog.getByLabel('Content of the payment code');
  await picture.setInputFiles(poster(alipay, wechat));
  await expect(code).toHaveValue(alipay);
  await expect(dialog.getByText('2 codes in the picture; the one of Alipay was taken')).toBeVisible();
  await dialog.getByRole('button', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'WeChat' }).click();
  await expect(code).toHaveValue(wechat);
  await picture.setInputFiles(poster(`${wechat}-1`, `${wechat}-2`));
  await expect(dialog.getByText('2 different codes in the picture may be meant')).toBeVisible();
  await expect(code).toHaveValue('');
  await picture.setInputFiles(poster(alipay, alipay));
  await expect(dialog.getByText('The picture has a code of Alipay, none of WeChat')).toBeVisible();
});

test('orders are found by number, reference and amount, and filters live in the address', async ({
  page,
}) => {
  const reference = `SHOP-${randomUUID()}`;
  const orderId = await placeOpenOrder(reference);
  await placeOpenOrder(randomUUID());
  await signIn(page, product.publicUrl, site);
  const links = page.getByRole('grid').getByRole('link', { name: /^\d{16}$/ });
  for (const text of [orderId, reference, reference.slice(0, 12), '9.99']) {
    await visit(page, '/orders');
    await page.getByRole('textbox', { name: 'Search' }).fill(text);
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(text)}`));
    await expect(links).toHaveCount(1);
  }
  await visit(page, '/orders?status=paid');
  await expect(page.getByText('No order matches')).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(links).toHaveCount(2);
});

test('an order that was paid by hand is told to the shop, and told again on request', async ({ page }) => {
  const reference = randomUUID();
  const orderId = await placeOpenOrder(reference);
  await signIn(page, product.publicUrl, site);
  await visit(page, `/orders/${orderId}`);
  const dialog = page.getByRole('dialog');

  await page.getByRole('button', { name: 'Mark as received' }).click();
  await dialog.getByLabel('Amount received (yuan)').fill('10.001');
  await dialog.getByLabel('Reason').fill('seen in the bill');
  await dialog.getByRole('button', { name: 'Confirm receipt' }).click();
  await expect(dialog.getByText('at most two decimals')).toBeVisible();
  await dialog.getByLabel('Amount received (yuan)').fill('10.00');
  await dialog.getByRole('button', { name: 'Confirm receipt' }).click();
  await expect(page.getByText('Marked as received: seen in the bill')).toBeVisible();
  await site.receiver.waitFor(1, ({ path }) => path === '/notify');

  await page.reload();
  await page.getByRole('button', { name: 'Resend callback' }).click();
  await dialog.getByRole('button', { name: 'Resend callback' }).click();
  const [first, second] = await site.receiver.waitFor(2, ({ path }) => path === '/notify');
  expect(second?.body).toBe(first?.body);
  await expect
    .poll(async () => {
      await page.reload();
      return page.getByText('Callback delivered, attempt 2').count();
    })
    .toBe(1);
});

test('test mode shows only test orders, under a strip that cannot be missed', async ({ page }) => {
  await placeOpenOrder(randomUUID());
  await signIn(page, product.publicUrl, site);
  await visit(page, '/orders');
  await page.getByText('Test mode').first().click();
  await expect(page.getByText('these orders are not real')).toBeVisible();
  await expect(page.getByText('No orders yet')).toBeVisible();
});

test('the operator creates a merchant and sees its credentials once', async ({ page }) => {
  const operator = await product.matou('operator', 'create', '--email', `${randomUUID()}@desk.example`);
  await signInByForm(page, product.publicUrl, {
    email: String(operator.email),
    password: String(operator.password),
  });
  await expect(page).toHaveURL(/\/operator$/);
  await visit(page, '/operator/merchants');
  const dialog = page.getByRole('dialog');
  const email = `${randomUUID()}@shop.example`;
  await page.getByRole('button', { name: 'New merchant' }).click();
  await dialog.getByLabel('Name').fill('Tea by the sea');
  await dialog.getByLabel('Sign-in email').fill(email);
  await dialog.getByRole('button', { name: 'New merchant' }).click();
  await expect(dialog.getByText('Merchant created')).toBeVisible();
  const password = await dialog.locator('dd').nth(1).textContent();
  await dialog.getByRole('button', { name: 'I have saved them' }).click();
  await expect(page.getByRole('grid').getByText(email)).toBeVisible();
  await page.context().clearCookies();
  await signInByForm(page, product.publicUrl, { email, password: String(password) });
});
