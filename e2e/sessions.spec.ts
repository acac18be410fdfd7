import type { Browser, Page } from '@playwright/test';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { barriersOn } from '@/e2e/support/barriers';
import { forgetSetting } from '@/e2e/support/installation';
import { expect, test } from '@/e2e/support/test';
import { type MerchantSite, openMerchantSite } from '@/tests/support/merchant-site';
import type { Product } from '@/tests/support/product';

const PHONE = { width: 360, height: 740 };

let product: Product;
let site: MerchantSite;

test.beforeAll(async ({ product: shared }) => {
  product = shared;
});

test.afterAll(async () => {
  await forgetSetting(product, 'fees');
});

test.beforeEach(async ({ page }) => {
  site = await openMerchantSite(product);
  await prefer(page, product.publicUrl, { matou_locale: 'en', matou_mode: 'test' });
  await signIn(page, product.publicUrl, site);
});

test.afterEach(async () => {
  await site.close();
});

function visit(page: Page, path: string) {
  return page.goto(`${product.publicUrl}${path}`);
}

async function refuseFaults(page: Page): Promise<void> {
  expect(await barriersOn(page)).toEqual([]);
}

const dialogOf = (page: Page) => page.getByRole('dialog');
/** The sentence of the stage; buttons that wait have a status of their own. */
const stageOf = (page: Page) => dialogOf(page).locator('p[role=status]');
const cardOf = (page: Page, label: string) => page.locator('main li', { hasText: label });

/** Begins a new log-on; resolves with the address inside its code. */
async function begin(page: Page, label: string): Promise<string> {
  await page.getByRole('button', { name: 'Scan to log on' }).click();
  await dialogOf(page).getByLabel('Name').fill(label);
  await dialogOf(page).getByRole('button', { name: 'Start', exact: true }).click();
  return codeOf(page);
}

async function codeOf(page: Page): Promise<string> {
  await expect(stageOf(page)).toHaveText('Scan with your wallet and agree');
  await expect(dialogOf(page).getByRole('img', { name: 'Code that gives access' })).toBeVisible();
  const link = dialogOf(page).getByRole('link', { name: 'Open in the pretend wallet' });
  return (await link.getAttribute('href')) ?? '';
}

/** Somebody else's phone opens the code; resolves with what it says in the end. */
async function answer(
  browser: Browser,
  code: string,
  act: 'Agree' | 'Refuse',
  owner = 'terry',
): Promise<string> {
  const phone = await browser.newContext({ locale: 'en-GB', viewport: PHONE });
  try {
    const page = await phone.newPage();
    await page.goto(code);
    await refuseFaults(page);
    await page.getByLabel('Pretend account').fill(owner);
    await page.getByRole('button', { name: act }).click();
    return (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  } finally {
    await phone.close();
  }
}

async function close(page: Page): Promise<void> {
  await dialogOf(page).getByRole('button', { name: 'Close' }).last().click();
  await expect(dialogOf(page)).toHaveCount(0);
}

test('an account is scanned online, taken offline, and logged on again with its account and rule', async ({
  page,
  browser,
}) => {
  await product.matou(
    'rule',
    'create',
    '--merchant',
    site.merchantId,
    '--name',
    'Small sums',
    '--max',
    '500.00',
  );
  await visit(page, '/sessions');
  await expect(page.getByText('No session is online')).toBeVisible();
  const code = await begin(page, 'Corner shop');
  expect(await answer(browser, code, 'Agree')).toBe('You agreed');
  await expect(stageOf(page)).toHaveText('The session is online');
  await close(page);
  const card = cardOf(page, 'Corner shop');
  await expect(card).toContainText('t***y');
  await expect(card.getByText('Online', { exact: true })).toBeVisible();
  await card.getByRole('button', { name: /rule/i }).click();
  await page.getByRole('option', { name: 'Small sums' }).click();
  await expect(card.getByRole('button', { name: /rule/i })).toContainText('Small sums');
  await card.getByRole('button', { name: 'Take offline' }).click();
  await dialogOf(page).getByRole('button', { name: 'Take offline' }).click();
  await expect(page.getByText('No session is online')).toBeVisible();
  await page.getByRole('link', { name: 'Offline 1' }).click();
  await expect(cardOf(page, 'Corner shop')).toContainText('Taken offline by hand');
  const again = page.getByRole('button', { name: 'Log on again Corner shop' });
  await again.click();
  await dialogOf(page).getByRole('button', { name: 'Start', exact: true }).click();
  await answer(browser, await codeOf(page), 'Agree', 'somebody else');
  await expect(dialogOf(page)).toContainText('Another account scanned than before');
  await expect(dialogOf(page)).toContainText('No points were taken');
  await dialogOf(page).getByRole('button', { name: 'Start over' }).click();
  await dialogOf(page).getByRole('button', { name: 'Start', exact: true }).click();
  await answer(browser, await codeOf(page), 'Agree');
  await expect(stageOf(page)).toHaveText('The session is online');
  await close(page);
  await page.getByRole('link', { name: 'Online 1' }).click();
  await expect(cardOf(page, 'Corner shop').getByRole('button', { name: /rule/i })).toContainText(
    'Small sums',
  );
  await expect(page.getByRole('link', { name: 'Offline 0' })).toBeVisible();
});

test('a refusal is told in the platform’s words, a second session of one wallet is refused, and a code can be replaced', async ({
  page,
  browser,
}) => {
  await visit(page, '/sessions');
  await answer(browser, await begin(page, 'Refused'), 'Refuse');
  await expect(dialogOf(page)).toContainText('SIMULATED_REFUSAL');
  await expect(dialogOf(page)).toContainText('No points were taken');
  await close(page);
  const old = await begin(page, 'First');
  await dialogOf(page).getByRole('button', { name: 'Refresh the code' }).click();
  await expect
    .poll(() =>
      dialogOf(page)
        .getByRole('link')
        .getAttribute('href')
        .catch(() => old),
    )
    .not.toBe(old);
  const fresh = await codeOf(page);
  const phone = await browser.newContext({ locale: 'en-GB' });
  const over = await phone.newPage();
  await over.goto(old);
  await expect(over.getByRole('heading', { level: 1 })).toHaveText('This code is over');
  await phone.close();
  expect(await answer(browser, fresh, 'Agree')).toBe('You agreed');
  await expect(stageOf(page)).toHaveText('The session is online');
  await close(page);
  await answer(browser, await begin(page, 'Second'), 'Agree');
  await expect(dialogOf(page)).toContainText('This account is in another session of yours');
  await close(page);
  await expect(cardOf(page, 'Second')).toHaveCount(0);
});

test('leaving the dialog gives the log-on up, and its code is over', async ({ page, browser }) => {
  await visit(page, '/sessions');
  const code = await begin(page, 'Left');
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialogOf(page)).toHaveCount(0);
  const phone = await browser.newContext({ locale: 'en-GB' });
  const scanned = await phone.newPage();
  await expect
    .poll(async () => {
      await scanned.goto(code);
      return scanned.getByRole('heading', { level: 1 }).textContent();
    })
    .toBe('This code is over');
  await phone.close();
  await expect(page.getByText('No session is online')).toBeVisible();
});

test('a phone shows the sessions and the scan without scrolling sideways, and axe finds nothing', async ({
  page,
  browser,
}) => {
  await page.setViewportSize(PHONE);
  await visit(page, '/sessions');
  await refuseFaults(page);
  await page.getByRole('button', { name: 'Scan to log on' }).click();
  await expect(dialogOf(page).getByLabel('Name')).toBeVisible();
  await refuseFaults(page);
  await dialogOf(page).getByLabel('Name').fill('A stall with a rather long name, at the far end');
  await expect(dialogOf(page).getByLabel('Name')).not.toHaveValue('');
  await dialogOf(page).getByLabel('Name').fill('A stall with a rather long name');
  await dialogOf(page).getByRole('button', { name: 'Start', exact: true }).click();
  const code = await codeOf(page);
  await refuseFaults(page);
  await answer(browser, code, 'Agree');
  await expect(stageOf(page)).toHaveText('The session is online');
  await refuseFaults(page);
  await close(page);
  await expect(cardOf(page, 'A stall')).toBeVisible();
  await refuseFaults(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
});

test('without the platform’s configuration live mode says what is missing, and the operator sets the fee', async ({
  page,
}) => {
  await prefer(page, product.publicUrl, { matou_mode: 'live' });
  await visit(page, '/sessions');
  await expect(page.getByText('Scanning is not possible yet')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Scan to log on' })).toHaveCount(0);
  const operator = await product.matou(
    'operator',
    'create',
    '--email',
    `fees-${site.merchantId}@shop.example`,
  );
  await page.context().clearCookies({ name: /session/ });
  await signIn(page, product.publicUrl, {
    email: String(operator.email),
    password: String(operator.password),
  });
  await visit(page, '/operator/fees');
  const points = page.getByLabel('Per successful log-on, in points');
  await expect(points).toHaveValue('100');
  await points.fill('lots');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/not valid|invalid/i)).toBeVisible();
  await points.fill('250');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('main').getByText('Saved')).toBeVisible();
  await page.reload();
  await expect(points).toHaveValue('250');
  await refuseFaults(page);
});
