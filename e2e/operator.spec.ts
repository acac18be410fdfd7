import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import postgres from 'postgres';
import { type Login, prefer, signIn } from '@/e2e/support/admin-pages';
import { type SeededAdmin, seedAdmin } from '@/e2e/support/admin-seed';
import { barriersOn } from '@/e2e/support/barriers';
import { expect, test, WALK, walk } from '@/e2e/support/test';
import { type Product, root } from '@/tests/support/product';

let product: Product;
let shop: SeededAdmin;
let sql: ReturnType<typeof postgres>;

test.beforeAll(async ({ product: shared }) => {
  product = shared;
  shop = await seedAdmin(product, `海边茶铺 ${randomUUID().slice(0, 8)}`);
  sql = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
});

test.afterAll(async () => {
  await sql?.end();
});

async function enter(page: Page, login: Login): Promise<void> {
  await page.context().clearCookies();
  await prefer(page, product.publicUrl, { matou_locale: 'en' });
  await signIn(page, product.publicUrl, login);
}

const goTo = (page: Page, path: string) => page.goto(`${product.publicUrl}${path}`);
const merchantPath = () => `/operator/merchants/${shop.merchantId}`;

interface Start {
  readonly reason?: string;
  readonly mayChange?: boolean;
  readonly password?: string;
}

async function actAs(page: Page, start: Start = {}): Promise<void> {
  const { reason = 'Ticket 42', mayChange = false, password = shop.operator.password } = start;
  await goTo(page, merchantPath());
  await page.getByRole('button', { name: 'Sign in as' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByLabel('Your password').fill(password);
  if (mayChange) await dialog.getByText('May change').click();
  await dialog.getByRole('button', { name: 'Sign in as merchant' }).click();
}

const banner = (page: Page) => page.getByRole('region', { name: `Acting as ${shop.name}` });

async function saveTtl(page: Page, seconds: string): Promise<void> {
  await goTo(page, '/settings');
  const form = page.locator('form', { has: page.locator('input[name=orderTtlSeconds]') });
  await form.locator('input[name=orderTtlSeconds]').fill(seconds);
  await form.locator('button[type=submit]').click();
}

const ttlOf = async () =>
  (
    await sql<{ ttl: number }[]>`select order_ttl_seconds as ttl from merchants where id = ${shop.merchantId}`
  )[0]?.ttl;

test('the overview leads to the merchants, who are found by a part of their name', async ({ page }) => {
  await enter(page, shop.operator);
  await goTo(page, '/');
  await expect(page).toHaveURL(`${product.publicUrl}/operator`);
  await expect(page.getByText(/^\d+ active$/)).toBeVisible();
  await expect(page.getByText('worker', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: /^Merchants \d+ active/ }).click();
  await expect(page).toHaveURL(/\/operator\/merchants$/);
  await page.getByRole('textbox', { name: 'Search' }).fill('nobody');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('No merchant matches')).toBeVisible();
  await page.getByRole('textbox', { name: 'Search' }).fill(shop.name.slice(3));
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: shop.name }).first().click();
  await expect(page).toHaveURL(new RegExp(`${merchantPath()}$`));
  await expect(page.getByText(shop.email)).toBeVisible();
});

test('a suspended merchant reads why, changes nothing, and goes on when resumed', async ({
  page,
  browser,
}) => {
  await enter(page, shop.operator);
  await goTo(page, merchantPath());
  await page.getByRole('button', { name: 'Suspend' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Suspend merchant' }).click();
  await expect(dialog.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Reason').fill('Plan unpaid since May');
  await dialog.getByRole('button', { name: 'Suspend merchant' }).click();
  await expect(page.getByText('Suspended: Plan unpaid since May')).toBeVisible();

  const merchant = await (await browser.newContext()).newPage();
  await enter(merchant, shop);
  await goTo(merchant, '/');
  await expect(merchant.getByText('Reason: Plan unpaid since May')).toBeVisible();
  await saveTtl(merchant, '333');
  await expect(merchant.locator('main [role=alert]')).toContainText('merchant.suspended');
  expect(await ttlOf()).not.toBe(333);

  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Suspend' })).toBeVisible();
  await saveTtl(merchant, '333');
  await expect.poll(ttlOf).toBe(333);
  await merchant.context().close();
});

test('who signs in as a merchant gives his password, only reads, and ends it', async ({ page }) => {
  await enter(page, shop.operator);
  await actAs(page, { password: 'a guess' });
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('login.refused');
  await actAs(page);
  await expect(banner(page)).toContainText('Read only');
  await goTo(page, `/orders/${shop.orders.pending}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(String(shop.orders.pending));
  await saveTtl(page, '444');
  await expect(page.locator('main [role=alert]')).toContainText('impersonation.read_only');
  expect(await ttlOf()).not.toBe(444);
  await goTo(page, '/settings/security');
  await expect(page.locator('main input[type=password]')).toHaveCount(0);
  expect((await goTo(page, '/operator/merchants'))?.status()).toBe(404);
  await goTo(page, '/');
  await banner(page).getByRole('button', { name: 'End' }).click();
  await expect(page).toHaveURL(new RegExp(`${merchantPath()}$`));
  await expect(banner(page)).toHaveCount(0);
  expect((await goTo(page, '/orders'))?.status()).toBe(403);
});

function actionIds(): string[] {
  const text = readFileSync(join(root, '.next/server/server-reference-manifest.json'), 'utf8');
  return Object.keys((JSON.parse(text) as { node: Record<string, unknown> }).node);
}

/** Input that the actions with which a merchant changes himself would take. */
function everyField() {
  return {
    orderId: shop.orders.pending,
    amount: '99.00',
    reason: 'mine now',
    way: 'manual',
    orderTtlSeconds: '555',
    amountDirection: 'up',
    notifyUrl: 'https://elsewhere.example/notify',
    returnUrl: '',
    timeoutUrl: '',
    isApiOpen: false,
    mode: 'live',
    password: shop.operator.password,
    current: shop.operator.password,
    next: 'a much better password',
    again: 'a much better password',
    overlap: '0',
    name: 'mine now',
    strategy: 'random',
  };
}

test('no action changes a merchant for who only reads, and none shows or changes a key for who may change', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const stateOfShop = () => sql`
    select (select json_agg(m) from merchants m where id = ${shop.merchantId}) as merchant,
      (select json_agg(c order by mode) from credentials c where merchant_id = ${shop.merchantId}) as keys,
      (select json_agg(u order by id) from (select id, password_hash, session_version from users) u) as users`;
  const orderStatus = async () =>
    (await sql`select status from orders where merchant_id = ${shop.merchantId} order by id`).map(
      (row) => row.status,
    );
  for (const mayChange of [false, true]) {
    await enter(page, shop.operator);
    await actAs(page, { mayChange });
    await expect(banner(page)).toBeVisible();
    const cookies = await page.context().cookies();
    const before = { shop: await stateOfShop(), orders: await orderStatus() };
    const answers: string[] = [];
    for (const id of actionIds()) {
      const reply = await page.context().request.post(`${product.publicUrl}/orders`, {
        headers: {
          'next-action': id,
          'content-type': 'text/plain;charset=UTF-8',
          accept: 'text/x-component',
          origin: product.publicUrl,
        },
        data: JSON.stringify([everyField()]),
        maxRedirects: 0,
      });
      answers.push(await reply.text());
      // One of them ends what this walk is about; it goes on.
      await sql`update impersonations set ended_at = null where id = (select max(id) from impersonations)`;
      await page.context().addCookies(cookies);
    }
    const refused = (code: string) => answers.filter((answer) => answer.includes(code)).length;
    expect(refused('impersonation.not_yours')).toBeGreaterThanOrEqual(7);
    const after = await stateOfShop();
    expect(after[0]?.keys).toEqual(before.shop[0]?.keys);
    expect(after[0]?.users).toEqual(before.shop[0]?.users);
    if (mayChange) {
      expect(refused('impersonation.read_only')).toBe(0);
    } else {
      expect(refused('impersonation.read_only')).toBeGreaterThanOrEqual(25);
      expect(after).toEqual(before.shop);
      expect(await orderStatus()).toEqual(before.orders);
    }
  }
});

test('a change while acting carries both names, and the merchant reads what was done', async ({ page }) => {
  await enter(page, shop.operator);
  await actAs(page, { mayChange: true, reason: 'Asked by phone' });
  await expect(banner(page)).toContainText('May change');
  await saveTtl(page, '777');
  await expect.poll(ttlOf).toBe(777);
  await banner(page).getByRole('button', { name: 'End' }).click();
  await page.locator('main').getByRole('link', { name: 'Audit log' }).click();
  await expect(page).toHaveURL(new RegExp(`merchant=${shop.merchantId}`));
  const entries = page.getByRole('list', { name: 'Entries' });
  const changed = entries.getByRole('listitem').filter({ hasText: 'order lasts seconds is now' }).first();
  await expect(changed).toContainText('Changed settings');
  await expect(changed).toContainText(`${shop.operator.email} (as ${shop.name})`);
  await expect(entries).toContainText('Stopped acting as the merchant');
  await expect(entries).toContainText('page:/settings');

  await enter(page, shop);
  await goTo(page, '/activity');
  await expect(entries).toContainText('Asked by phone');
  await expect(entries).toContainText(`By Provider (as ${shop.name})`);
  await expect(page.getByText(shop.operator.email)).toHaveCount(0);
});

test('acting is over when its time is, and with the operator’s session', async ({ page, browser }) => {
  await enter(page, shop.operator);
  await actAs(page);
  await expect(banner(page)).toBeVisible();
  await sql`update impersonations set expires_at = now() where ended_at is null`;
  await goTo(page, '/orders');
  await expect(page).toHaveURL(`${product.publicUrl}/operator`);
  await actAs(page);
  await expect(banner(page)).toBeVisible();
  const elsewhere = await (await browser.newContext()).newPage();
  await enter(elsewhere, shop.operator);
  await goTo(elsewhere, '/');
  await elsewhere.getByRole('button', { name: 'Sign out' }).click();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await goTo(page, '/orders');
  await expect(page).toHaveURL(/\/sign-in/);
  await elsewhere.context().close();
});

test('the log is verified, and one altered entry is found', async ({ page }) => {
  await enter(page, shop.operator);
  await goTo(page, '/operator/audit');
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(
    page.getByRole('status').filter({ hasText: 'entries are as they were written' }),
  ).toBeVisible();
  const [entry] = await sql<{ actor: string | null }[]>`select actor from audit_entries where id = 2`;
  const write = (actor: string | null) =>
    sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update audit_entries set actor = ${actor} where id = 2`;
    });
  await write('user:999');
  try {
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'From entry 2 on' })).toBeVisible();
    const { findings } = (await product.matou('doctor')) as {
      findings: { check: string; isGood: boolean }[];
    };
    expect(findings.find(({ check }) => check === 'audit log')?.isGood).toBe(false);
  } finally {
    await write(entry?.actor ?? null);
  }
  await page.getByRole('button', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Sign-ins' }).click();
  await expect(page).toHaveURL(/area=login/);
  await expect(page.getByRole('list', { name: 'Entries' })).toContainText('Signed in');
  await expect(page.getByRole('list', { name: 'Entries' })).not.toContainText('Created the merchant');
});

test('the callback log says what is the matter, and sends again one or all that were given up', async ({
  page,
}) => {
  await enter(page, shop);
  await goTo(page, '/callbacks');
  const list = page.getByRole('list', { name: 'Callbacks' });
  const lineOf = (orderId: number) => list.getByRole('listitem').filter({ hasText: String(orderId) });
  const dead = lineOf(shop.orders.dead);
  await expect(dead).toContainText('Given up');
  await expect(dead).toContainText('shop.example');
  await expect(dead).toContainText('<!DOCTYPE html>');
  await page.getByRole('button', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Given up' }).click();
  await expect(page).toHaveURL(/state=dead/);
  await expect(list.getByRole('listitem')).toHaveCount(1);
  const statusOf = async () =>
    (await sql<{ status: string }[]>`select status from callbacks where order_id = ${shop.orders.dead}`)[0]
      ?.status;
  await dead.getByRole('button', { name: 'Resend' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Resend' }).click();
  await expect.poll(statusOf).toBe('waiting');
  await sql`update callbacks set status = 'dead', next_attempt_at = null where order_id = ${shop.orders.dead}`;
  await page.getByRole('button', { name: 'Resend those given up' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Resend all' }).click();
  await expect(page.getByText('1 is being resent')).toBeVisible();
  await expect.poll(statusOf).toBe('waiting');
});

interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
  readonly locale: 'en' | 'zh-CN';
}

async function faultsOn(page: Page, path: string, { width, colorScheme, locale }: Look): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 800 });
  await prefer(page, product.publicUrl, { matou_locale: locale });
  await goTo(page, path);
  const faults = (await barriersOn(page)).map((barrier) => `${path} ${width}: ${barrier}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  return wide > width ? [...faults, `${path}: ${wide} wide on ${width}`] : faults;
}

async function faultsOfPages(page: Page, browser: Browser, look: Look): Promise<string[]> {
  const merchant = await (await browser.newContext()).newPage();
  await enter(merchant, shop);
  await enter(page, shop.operator);
  const places: [Page, string][] = [
    [page, '/operator'],
    [page, '/operator/merchants'],
    [page, merchantPath()],
    [page, '/operator/audit'],
    [page, '/operator/sessions'],
    [merchant, '/activity'],
    [merchant, '/callbacks'],
  ];
  const faults: string[] = [];
  for (const [on, path] of places) faults.push(...(await faultsOn(on, path, look)));
  await prefer(page, product.publicUrl, { matou_locale: 'en' });
  await actAs(page);
  await expect(banner(page)).toBeVisible();
  faults.push(...(await faultsOn(page, '/orders', look)));
  await merchant.context().close();
  return faults;
}

test('the pages have no barrier and no overflow, on a phone, in the dark and in Chinese', async ({
  page,
  browser,
}) => {
  const look = { width: 360, colorScheme: 'dark', locale: 'zh-CN' } as const;
  expect(await faultsOfPages(page, browser, look)).toEqual([]);
});

walk(
  'the pages have no barrier and no overflow, on a PC, in the light and in English',
  WALK,
  async ({ page, browser }) => {
    test.setTimeout(600_000);
    const look = { width: 1440, colorScheme: 'light', locale: 'en' } as const;
    expect(await faultsOfPages(page, browser, look)).toEqual([]);
  },
);
