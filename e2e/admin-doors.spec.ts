import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import postgres from 'postgres';
import { prefer, signIn, signInByForm } from '@/e2e/support/admin-pages';
import { type SeededAdmin, seedAdmin } from '@/e2e/support/admin-seed';
import { barriersOn } from '@/e2e/support/barriers';
import { expect, test, WALK, walk } from '@/e2e/support/test';
import { type Product, root } from '@/tests/support/product';

let product: Product;
let owner: SeededAdmin;
let stranger: SeededAdmin;

test.beforeAll(async ({ product: shared }) => {
  product = shared;
  owner = await seedAdmin(product);
  stranger = await seedAdmin(product);
});

/** What each page answers to nobody, to its owner, to another merchant and to the operator. */
const PAGES: Readonly<Record<string, { anyone: string; owner: number; stranger: number; operator: number }>> =
  {
    '/': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 200 },
    '/accounts': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/accounts/[id]/codes': { anyone: '/sign-in', owner: 200, stranger: 404, operator: 403 },
    '/activity': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/callbacks': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/appeals': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/cards': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/docs': { anyone: '/docs', owner: 200, stranger: 200, operator: 200 },
    '/docs/[dialect]': { anyone: '/docs/[dialect]', owner: 200, stranger: 200, operator: 200 },
    '/docs/callbacks': { anyone: '/docs/callbacks', owner: 200, stranger: 200, operator: 200 },
    '/docs/test-mode': { anyone: '/docs/test-mode', owner: 200, stranger: 200, operator: 200 },
    '/docs/workbench': { anyone: '/docs/workbench', owner: 200, stranger: 200, operator: 200 },
    '/inbox': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/more': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 200 },
    '/operator/fees': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator/audit': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/notifications': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/operator/merchants': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator/merchants/[id]': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator/merchants/[id]/settlements': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator/merchants/[id]/points': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator/notices/corpus': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator/notices': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator/plans': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator/platforms': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator/sessions': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator/notifications': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/operator/settlements': { anyone: '/sign-in', owner: 404, stranger: 404, operator: 200 },
    '/orders': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/orders/[id]': { anyone: '/sign-in', owner: 200, stranger: 404, operator: 403 },
    '/plan': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/products': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/products/[id]': { anyone: '/sign-in', owner: 200, stranger: 404, operator: 403 },
    '/products/categories': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/quick-pay': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/quick-pay/[id]': { anyone: '/sign-in', owner: 200, stranger: 404, operator: 403 },
    '/rules': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/sessions': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/sessions/[id]': { anyone: '/sign-in', owner: 200, stranger: 404, operator: 403 },
    '/settings': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/settings/keys': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/settings/security': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 200 },
    '/settlements': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/strategy': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/test-payment': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 403 },
    '/test-payment/[id]': { anyone: '/sign-in', owner: 200, stranger: 404, operator: 403 },
    '/sign-in': { anyone: '/sign-in', owner: 200, stranger: 200, operator: 200 },
  };

function pagesUnder(folder: string, path = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'page.tsx') return [path === '' ? '/' : path];
    if (!entry.isDirectory()) return [];
    const step = /^\(.*\)$/.test(entry.name) ? '' : `/${entry.name}`;
    return pagesUnder(join(folder, entry.name), path + step);
  });
}

function addressOf(path: string): string {
  const ids = {
    orders: owner.orders.dead,
    products: owner.products.stocked,
    accounts: owner.codesAccountId,
    operator: owner.merchantId,
    'quick-pay': owner.linkId,
    'test-payment': owner.orders.delivered,
    sessions: owner.sessionId,
  };
  const [, place = ''] = path.split('/');
  const id = ids[place as keyof typeof ids];
  return `${product.publicUrl}${path.replace('[id]', String(id)).replace('[dialect]', 'gatepay-v1')}`;
}

async function contextOf(page: Page, login: { email: string; password: string }): Promise<BrowserContext> {
  await signIn(page, product.publicUrl, login);
  return page.context();
}

test('every page stands in the table of who may see it', () => {
  expect(pagesUnder(join(root, 'app')).sort()).toEqual(Object.keys(PAGES).sort());
});

test('without a session every page but the open ones leads to the sign-in, whatever the headers say', async ({
  request,
}) => {
  for (const path of Object.keys(PAGES)) {
    const tricks = [
      {},
      { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
      { rsc: '1' },
      { cookie: 'matou-session=eyJhbGciOiJkaXIifQ..forged' },
    ];
    for (const headers of tricks) {
      const reply = await request.get(addressOf(path), { headers, maxRedirects: 0 });
      const body = await reply.text();
      expect(body, path).not.toContain('evt_dead');
      expect(body, path).not.toContain(owner.email);
      const isOpen = PAGES[path]?.anyone === path;
      // Next sends a bare RSC request to the address that names its content, on the same path.
      const shown = 'rsc' in headers ? [200, 307] : [200];
      expect(isOpen ? shown : [303, 307], path).toContain(reply.status());
    }
  }
});

for (const who of ['owner', 'stranger', 'operator'] as const) {
  test(`the ${who} sees what the table says, and nothing of anybody else`, async ({ page }) => {
    const login = { owner, stranger, operator: owner.operator }[who];
    const { request } = await contextOf(page, login);
    for (const [path, expected] of Object.entries(PAGES)) {
      const reply = await request.get(addressOf(path));
      expect(reply.status(), path).toBe(expected[who]);
      if (who !== 'owner') expect(await reply.text(), path).not.toContain('evt_dead_');
    }
    for (const id of ['1', '0000000000000000', '9999999999999999', "1'--", '..%2f..%2fetc']) {
      for (const place of ['orders/', 'products/', 'accounts/codes/']) {
        const reply = await request.get(`${product.publicUrl}/${place}${id}`);
        expect(reply.status(), place + id).toBe(who === 'operator' && reply.status() !== 404 ? 403 : 404);
      }
    }
  });
}

interface Manifest {
  readonly node: Readonly<
    Record<string, { readonly exportedName?: string; readonly workers: Record<string, unknown> }>
  >;
}

function actionIds(): string[] {
  const text = readFileSync(join(root, '.next/server/server-reference-manifest.json'), 'utf8');
  return Object.keys((JSON.parse(text) as Manifest).node);
}

function callAction(context: BrowserContext, id: string, input: unknown, headers: Record<string, string>) {
  return context.request.post(`${product.publicUrl}/orders`, {
    headers: {
      'next-action': id,
      'content-type': 'text/plain;charset=UTF-8',
      accept: 'text/x-component',
      ...headers,
    },
    data: JSON.stringify([input]),
    maxRedirects: 0,
  });
}

/** Every field that any action takes, with another merchant's things in them. */
function foreignInput() {
  return {
    orderId: owner.orders.pending,
    amount: '99.00',
    reason: 'mine now',
    accountId: 1,
    monitorId: 1,
    onlineSwitch: 'off',
    mode: 'live',
    password: stranger.password,
    overlap: '0',
  };
}

/** One of the actions ends the caller's own sessions, as it should; the walk goes on in a new one. */
async function signInAgain(page: Page): Promise<void> {
  const reply = await page
    .context()
    .request.get(`${product.publicUrl}/settings/security`, { maxRedirects: 0 });
  if (reply.status() !== 200) await signIn(page, product.publicUrl, stranger);
}

test('no action works without a session, from another origin, without one, or from a sandbox', async ({
  page,
  browser,
}) => {
  const ids = actionIds();
  expect(ids.length).toBeGreaterThan(15);
  const anybody = await browser.newContext();
  const signedIn = await contextOf(page, stranger);
  for (const id of ids) {
    const tries = [
      await callAction(anybody, id, foreignInput(), { origin: product.publicUrl }),
      await callAction(signedIn, id, foreignInput(), { origin: 'http://evil.example' }),
      await callAction(signedIn, id, foreignInput(), { origin: 'null' }),
      await callAction(signedIn, id, foreignInput(), {}),
    ];
    for (const reply of tries) expect(await reply.text(), id).not.toContain('"ok":true');
  }
  await anybody.close();
});

test("no action of a stranger touches another merchant's order", async ({ page }) => {
  const context = await contextOf(page, stranger);
  const input = {
    orderId: owner.orders.pending,
    merchantId: owner.merchantId,
    amount: '99.00',
    reason: 'mine now',
    note: 'mine now',
    way: 'manual',
  };
  const answers: string[] = [];
  for (const id of actionIds()) {
    answers.push(await (await callAction(context, id, input, { origin: product.publicUrl })).text());
    await signInAgain(page);
  }
  const refused = answers.filter((answer) => /order\.(unknown|state_forbids)|callback\.unknown/.test(answer));
  expect(refused).toHaveLength(4);
  expect(answers.filter((answer) => answer.includes('settlement.'))).toEqual([]);
  const shown = await product.matou(
    'order',
    'show',
    '--merchant',
    String(owner.merchantId),
    '--out-order-id',
    'SHOP-20261121-0009',
  );
  expect(shown.status).toBe('pending');
});

test("no action of a stranger touches another merchant's products, categories, keys or codes", async ({
  page,
}) => {
  const context = await contextOf(page, stranger);
  const sql = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
  const read = () => sql`
    select (select jsonb_agg(p order by id) from products p where merchant_id = ${owner.merchantId}) as products,
      (select jsonb_agg(c order by id) from categories c where merchant_id = ${owner.merchantId}) as categories,
      (select jsonb_agg(f order by id) from fixed_codes f where merchant_id = ${owner.merchantId}) as codes,
      (select count(*) from card_keys where merchant_id = ${owner.merchantId}) as keys,
      (select count(*) from product_pictures where merchant_id = ${owner.merchantId}) as pictures,
      (select min(id) from categories where merchant_id = ${owner.merchantId}) as category_id,
      (select min(id) from fixed_codes where merchant_id = ${owner.merchantId}) as code_id`;
  try {
    const before = await read();
    const input = {
      productId: owner.products.stocked,
      accountId: owner.codesAccountId,
      name: 'mine now',
      price: '0.01',
      delivery: 'none',
      description: '',
      isOnSale: false,
      picture: 'iVBORw0KGgo=',
      mode: 'live',
      lines: ['MINE'],
      cardIds: [1],
      codes: [{ amount: 1000, code: 'wxp://mine' }],
      codeId: Number(before[0]?.code_id),
    };
    const answers: string[] = [];
    for (const id of actionIds()) {
      for (const categoryId of ['none', Number(before[0]?.category_id)]) {
        const tried = await callAction(context, id, { ...input, categoryId }, { origin: product.publicUrl });
        answers.push(await tried.text());
      }
      await signInAgain(page);
    }
    // edit, sale, remove, picture, keys; and category's rename and removal, and codes on a foreign account
    expect(answers.filter((answer) => answer.includes('product.unknown')).length).toBeGreaterThanOrEqual(8);
    expect(answers.filter((answer) => answer.includes('category.unknown')).length).toBeGreaterThanOrEqual(2);
    expect(answers.filter((answer) => answer.includes('account.unknown')).length).toBeGreaterThanOrEqual(2);
    expect(await read()).toEqual(before);
  } finally {
    await sql.end();
  }
});

test("another merchant's shelf is not there", async ({ page }) => {
  const { request } = await contextOf(page, stranger);
  const reply = await request.get(`${product.publicUrl}/cards?product=${owner.products.stocked}`);
  expect(reply.status()).toBe(404);
});

test('a forged sign-in from another site is refused', async ({ request }) => {
  const reply = await request.post(`${product.publicUrl}/api/auth/callback/credentials`, {
    headers: { origin: 'http://evil.example' },
    form: { email: owner.email, password: owner.password },
  });
  expect(reply.status()).toBe(403);
});

test('pages carry a strict policy and the session cookie is out of reach of scripts', async ({ page }) => {
  await signInByForm(page, product.publicUrl, owner);
  const reply = await page.goto(`${product.publicUrl}/orders`);
  const policy = reply?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
  expect(reply?.headers()['x-content-type-options']).toBe('nosniff');
  const session = (await page.context().cookies()).find(({ name }) => name === 'matou-session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
});

test('a page asks for no other page before its link is followed', async ({ page }) => {
  await signIn(page, product.publicUrl, owner);
  const asked: string[] = [];
  page.on('request', (request) => {
    if ('rsc' in request.headers()) asked.push(request.url());
  });
  for (const path of ['/', '/orders', '/products']) {
    await page.goto(`${product.publicUrl}${path}`);
    // What a visible link fetches, it fetches as soon as the page is idle.
    await page.waitForLoadState('networkidle');
  }
  expect(asked).toEqual([]);
  await page
    .getByRole('link', { name: /订单|Orders/ })
    .first()
    .click();
  await page.waitForURL('**/orders');
  expect(asked).toHaveLength(1);
});

interface Look {
  readonly locale: 'zh-CN' | 'en';
  readonly theme: 'light' | 'dark';
  readonly size: { readonly width: number; readonly height: number };
}

const PHONE = { width: 360, height: 640 };
const PC = { width: 1280, height: 720 };

/** What is wrong with the pages as they look to somebody; the pages of the documentation are walked in docs.spec. */
async function faultsOfPages(page: Page, browser: Browser, { locale, theme, size }: Look): Promise<string[]> {
  const preferences = { matou_locale: locale, matou_theme: theme };
  // Colours do not depend on the language, and a theme changes nothing but colours.
  const rules = theme === 'dark' ? ['color-contrast'] : [];
  const context = await browser.newContext({ viewport: size });
  const operator = await context.newPage();
  await page.setViewportSize(size);
  await prefer(page, product.publicUrl, preferences);
  await prefer(operator, product.publicUrl, preferences);
  const faults: string[] = [];
  const look = async (on: Page, path: string) => {
    await on.goto(addressOf(path));
    for (const barrier of await barriersOn(on, rules)) faults.push(`${path}: ${barrier}`);
    const wide = await on.evaluate(() => document.documentElement.scrollWidth);
    if (wide > size.width) faults.push(`${path}: ${wide} pixels wide on ${size.width}`);
  };
  await look(page, '/sign-in');
  await signIn(page, product.publicUrl, owner);
  await signIn(operator, product.publicUrl, owner.operator);
  for (const path of Object.keys(PAGES).filter((one) => !one.startsWith('/docs'))) {
    await look(path.startsWith('/operator') ? operator : page, path);
  }
  await look(page, '/orders/1');
  await context.close();
  return faults;
}

test('no page has an accessibility fault or is wider than a phone: zh-CN, light', async ({
  page,
  browser,
}) => {
  expect(await faultsOfPages(page, browser, { locale: 'zh-CN', theme: 'light', size: PHONE })).toEqual([]);
});

for (const [locale, theme, size] of [
  ['zh-CN', 'light', PC],
  ['en', 'light', PHONE],
  ['en', 'light', PC],
  ['zh-CN', 'dark', PHONE],
  ['zh-CN', 'dark', PC],
] as const) {
  walk(
    `no page has an accessibility fault or is too wide: ${locale}, ${theme}, ${size.width} pixels`,
    WALK,
    async ({ page, browser }) => {
      test.setTimeout(480_000);
      expect(await faultsOfPages(page, browser, { locale, theme, size })).toEqual([]);
    },
  );
}

test('every place is reached by the bottom bar of a phone', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await contextOf(page, owner);
  await page.goto(product.publicUrl);
  for (const path of ['/orders', '/products', '/accounts', '/more', '/']) {
    await page.locator(`nav.fixed a[href="${path}"]`).click();
    await expect(page).toHaveURL(`${product.publicUrl}${path}`);
  }
});

test('the first Tab shows the way past the navigation', async ({ page }) => {
  await contextOf(page, owner);
  await page.goto(addressOf('/orders'));
  await page.keyboard.press('Tab');
  const skip = page.locator('a[href="#content"]');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
});

test('the language follows the browser, and the menu overrides it', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${product.publicUrl}/sign-in`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Matou');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录码头');
  await context.close();
});

test('a word that a buyer wrote is text and never markup', async ({ page }) => {
  const made = await product.matou(
    'merchant',
    'create',
    '--name',
    `<img src=x onerror="document.title='owned'">`,
    '--email',
    `${randomUUID()}@shop.example`,
  );
  await signIn(page, product.publicUrl, { email: String(made.email), password: String(made.password) });
  await page.goto(product.publicUrl);
  await expect(page.getByRole('banner')).toContainText('<img src=x');
  await expect(page).not.toHaveTitle('owned');
  await expect(page.locator('header img')).toHaveCount(0);
});
