import { createHmac, randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { barriersOn } from '@/e2e/support/barriers';
import { expect, test } from '@/e2e/support/test';
import type { Product } from '@/tests/support/product';

const ALIPAY = 'com.eg.android.AlipayGphone';

let product: Product;
let merchant: Record<string, unknown>;
let operator: { email: string; password: string };

test.beforeAll(async ({ product: shared }) => {
  product = shared;
  const email = `${randomUUID()}@shop.example`;
  merchant = await product.matou('merchant', 'create', '--name', 'Tea by the sea', '--email', email);
  const made = await product.matou('operator', 'create', '--email', `${randomUUID()}@desk.example`);
  operator = { email: String(made.email), password: String(made.password) };
});

test.beforeEach(async ({ page }) => {
  await prefer(page, product.publicUrl, { matou_locale: 'en' });
  await signIn(page, product.publicUrl, operator);
});

interface Forwarder {
  readonly monitorId: string;
  send(content: string, title?: string): Promise<Record<string, unknown>>;
}

/** A phone with SmsForwarder, set up with what the pairing dialog shows. */
async function forwarder(): Promise<Forwarder> {
  const made = await product.matou('monitor', 'create', '--merchant', String(merchant.merchantId));
  const key = String(made.key);
  const send = async (content: string, title = '收款通知') => {
    const timestamp = String(Date.now());
    const mac = createHmac('sha256', key).update(`${timestamp}\n${key}`).digest('base64');
    const response = await fetch(`${product.publicUrl}/api/monitor/forward?monitor=${made.monitorId}`, {
      method: 'POST',
      body: new URLSearchParams({ from: ALIPAY, title, content, timestamp, sign: encodeURIComponent(mac) }),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  return { monitorId: String(made.monitorId), send };
}

async function openNotices(page: Page) {
  await page.goto(`${product.publicUrl}/operator/notices`);
  const trial = page.locator('section[aria-labelledby=trial]');
  await expect(trial).toBeVisible();
  return { trial, unread: page.locator('section[aria-labelledby=unread]'), dialog: page.getByRole('dialog') };
}

test('a pasted notice shows which rule reads it and what amount, by the keyboard alone', async ({ page }) => {
  await page.goto(product.publicUrl);
  await page.getByRole('link', { name: 'Notices' }).first().click();
  await expect(page).toHaveURL(/\/operator\/notices$/);
  const { trial } = await openNotices(page);
  await trial.getByLabel('Sender (package)').focus();
  await page.keyboard.insertText(ALIPAY);
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('收钱码到账通知\n成功收款1,160.00元。点击查看');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(trial.locator('div[role=status]')).toContainText('Reads ¥1160.00 · Alipay');
  await expect(trial.locator('div[role=status]')).toContainText('支付宝 成功收款');

  await trial.getByLabel('Notice').fill('成功收款2笔，共2.00元');
  await trial.getByRole('button', { name: 'Test' }).click();
  await expect(trial.locator('div[role=status]')).toContainText('never summed');
});

test('a notice that was not read is tested from the list, and read after a rule was tried and added', async ({
  page,
}) => {
  const phone = await forwarder();
  const text = `到账提醒 ${randomUUID().slice(0, 8)} 款项 88.80 元`;
  await expect.poll(() => phone.send(text)).toMatchObject({ outcome: 'unread', reason: 'no_rule' });
  const { trial, unread, dialog } = await openNotices(page);
  const item = unread.locator('li', { hasText: text }).first();
  await expect(item).toContainText('Tea by the sea');
  await item.getByRole('button', { name: 'Test this' }).click();
  await expect(trial.locator('div[role=status]')).toContainText('Not read: no rule knows it');

  await page.getByRole('button', { name: 'New rule' }).click();
  await dialog.getByLabel('Name').fill('到账提醒');
  await dialog.getByLabel('Sender', { exact: true }).fill('com\\.eg\\..*');
  await dialog.getByLabel('Text', { exact: true }).fill('款项 (?<amount');
  await dialog.getByLabel('Sender (package)').fill(ALIPAY);
  await dialog.getByLabel('Notice', { exact: true }).fill(text);
  await dialog.getByRole('button', { name: 'Test with this rule' }).click();
  await expect(dialog.getByRole('alert')).toContainText('notice_rule.pattern_invalid');
  await dialog.getByLabel('Text', { exact: true }).fill('款项 (?<amount>[\\d.]+) 元');
  await dialog.getByRole('button', { name: 'Test with this rule' }).click();
  await expect(dialog.getByText('Reads ¥88.80')).toBeVisible();
  await dialog.getByRole('button', { name: 'New rule' }).click();
  await expect(dialog).toHaveCount(0);

  await item.getByRole('button', { name: 'Test this' }).click();
  await expect(trial.locator('div[role=status]')).toContainText('Reads ¥88.80');
  expect(await phone.send(text)).toMatchObject({ outcome: 'read' });
});

test('a change is a new version; one made from an old version is refused', async ({ page, context }) => {
  const elsewhere = await context.newPage();
  const mine = await openNotices(page);
  const theirs = await openNotices(elsewhere);
  for (const on of [page, elsewhere]) await on.getByRole('button', { name: 'Edit 支付宝 店员通' }).click();
  await mine.dialog.getByLabel('Order').fill('45');
  await mine.dialog.getByRole('button', { name: 'Save as a new version' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const card = page.getByRole('list', { name: 'Rules' }).locator('> li', { hasText: '支付宝 店员通' });
  await expect(card).toContainText('Version 1');
  await card.getByText('Earlier versions (1)').click();
  await expect(card.getByText('came with the product')).toBeVisible();
  await theirs.dialog.getByRole('button', { name: 'Save as a new version' }).click();
  await expect(theirs.dialog.getByRole('alert')).toContainText('notice_rule.changed');
});

test('the page has no barrier and no overflow, on a phone, in the dark and in Chinese', async ({ page }) => {
  const phone = await forwarder();
  await expect.poll(() => phone.send('成功收款2笔，共2.00元')).toMatchObject({ reason: 'merged' });
  for (const [width, colorScheme, locale] of [
    [1440, 'light', 'en'],
    [360, 'dark', 'zh-CN'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    await prefer(page, product.publicUrl, { matou_locale: locale });
    await openNotices(page);
    expect(await barriersOn(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('a merchant sees what was not read, and how to connect SmsForwarder and a program of his own', async ({
  page,
}) => {
  await page.context().clearCookies();
  await prefer(page, product.publicUrl, { matou_locale: 'en' });
  const { monitorId, send } = await forwarder();
  await expect.poll(() => send('成功收款3笔，共3.00元')).toMatchObject({ reason: 'merged' });
  await signIn(page, product.publicUrl, {
    email: String(merchant.email),
    password: String(merchant.password),
  });
  await page.goto(`${product.publicUrl}/accounts`);
  await expect(page.getByRole('region', { name: 'Notices that were not read' })).toContainText('成功收款3笔');
  await page.getByRole('button', { name: 'Pair monitor' }).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /How it connects/ }).click();
  await page.getByRole('option', { name: 'SmsForwarder' }).click();
  await dialog.getByRole('button', { name: 'Show the key' }).click();
  await expect(dialog.getByText('"content":"[org_content]"')).toBeVisible();
  await expect(
    dialog.getByText(`${product.publicUrl}/api/monitor/forward?monitor=${monitorId}`),
  ).toBeVisible();
  await dialog.getByRole('button', { name: /How it connects/ }).click();
  await page.getByRole('option', { name: 'Own program' }).click();
  await expect(dialog.getByText(`${product.publicUrl}/api/monitor/v1/`)).toBeVisible();
});

test('the corpus shows which rule reads what, and a rule that believes a stranger stands out', async ({
  page,
}) => {
  await openNotices(page);
  await expect(page.getByText(/All \d+ notices of the corpus \([\d-]+\) are read right/)).toBeVisible();
  await page.getByRole('link', { name: 'Open the corpus' }).click();
  await expect(page).toHaveURL(/\/operator\/notices\/corpus$/);
  const entry = page.locator('li', { hasText: '[8条]微信收款助手: 微信支付收款45.33元(朋友到店)' });
  await expect(entry).toContainText('¥45.33 · WeChat');
  await expect(entry).toContainText('微信 收款…元');

  const { dialog } = await openNotices(page);
  const card = page.getByRole('list', { name: 'Rules' }).locator('> li', { hasText: '微信 标题只是“微信”' });
  await expect(card).toContainText('Anybody who takes a name');
  await page.getByRole('button', { name: 'Edit 微信 标题只是“微信”' }).click();
  await dialog.getByRole('button', { name: /State/ }).click();
  await page.getByRole('option', { name: 'On', exact: true }).click();
  await dialog.getByRole('button', { name: 'Save as a new version' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/2 notices are taken for payments that are none/)).toBeVisible();
  await page.getByRole('link', { name: 'Open the corpus' }).click();
  await expect(page.getByText('2 notices are read wrong')).toBeVisible();
  await expect(page.locator('li', { hasText: '微信支付: 微信支付收款8.88元' }).first()).toContainText(
    'Taken for a payment',
  );
  expect(await barriersOn(page)).toEqual([]);

  await openNotices(page);
  await page.getByRole('button', { name: 'Edit 微信 标题只是“微信”' }).click();
  await dialog.getByRole('button', { name: /State/ }).click();
  await page.getByRole('option', { name: 'Off', exact: true }).click();
  await dialog.getByRole('button', { name: 'Save as a new version' }).click();
  await expect(page.getByText(/are read right/)).toBeVisible();
});

test('the corpus has no barrier and no overflow, on a phone, in the dark and in Chinese', async ({
  page,
}) => {
  for (const [width, colorScheme, locale] of [
    [1440, 'light', 'en'],
    [360, 'dark', 'zh-CN'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    await prefer(page, product.publicUrl, { matou_locale: locale });
    await page.goto(`${product.publicUrl}/operator/notices/corpus`);
    await expect(page.locator('li').first()).toBeVisible();
    expect(await barriersOn(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('a merchant finds money that was not read among the unmatched payments, and decides', async ({
  page,
}) => {
  await page.context().clearCookies();
  await prefer(page, product.publicUrl, { matou_locale: 'en' });
  const { send } = await forwarder();
  const [mine, spoken] = [randomUUID().slice(0, 8), randomUUID().slice(0, 8)];
  await expect.poll(() => send(`${mine} 入账 41.30 元`)).toMatchObject({ reason: 'no_rule' });
  await expect.poll(() => send(`${spoken} 借我 52.40 元`, '李四')).toMatchObject({ reason: 'no_rule' });
  await signIn(page, product.publicUrl, {
    email: String(merchant.email),
    password: String(merchant.password),
  });
  await page.goto(`${product.publicUrl}/inbox`);
  const found = page.locator('section[aria-labelledby=maybe-money]');
  await expect(found).toContainText('have amounts in them');
  const [paid, said] = ['41.30', '52.40'].map((amount) =>
    found.locator('li', { hasText: `maybe ¥${amount}` }).first(),
  );
  if (paid === undefined || said === undefined) throw new Error('nothing found');
  expect(await barriersOn(page)).toEqual([]);

  await said.getByRole('button', { name: /^No payment/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('a friend');
  await dialog.getByRole('button', { name: 'No payment' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(said).toHaveCount(0);

  await paid.getByRole('button', { name: /^Record as received/ }).click();
  await dialog.getByLabel('Reason').fill('seen in the bill');
  await dialog.getByRole('button', { name: 'Record as received' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(paid).toHaveCount(0);
  await expect(
    page.getByRole('list', { name: 'Receipts' }).locator('li', { hasText: '¥41.30' }),
  ).toContainText('Unmatched');
});
