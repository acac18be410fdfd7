import type { Browser, BrowserContext, Page } from '@playwright/test';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { type SeededAdmin, seedAdmin } from '@/e2e/support/admin-seed';
import { codePictures, importKeys, moveKeys } from '@/e2e/support/catalogue-seed';
import { LANGUAGES } from '@/gateway/checkout/messages';
import { type Product, startProduct } from '@/tests/support/product';

const SIZES = [
  { width: 360, height: 640 },
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
] as const;

const THEMES = ['light', 'dark'] as const;

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly who: 'anyone' | 'merchant' | 'operator';
  readonly mode?: 'test';
  /** Opens what the picture is of. */
  act?(page: Page): Promise<void>;
}

/** Opens the dialog of the nth button in the page's head or, with `inList`, of the first card. */
async function openDialog(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().click();
  await page.getByRole('dialog').waitFor();
}

/** Pictures of codes in every state on their way to be saved. */
async function chooseCodes(page: Page, origin: string): Promise<void> {
  const files = await codePictures(page, origin);
  await page.locator('main input[type=file][multiple]').setInputFiles(files);
  await page.locator('main li img').last().waitFor();
  await page.locator('main li .spinner').first().waitFor({ state: 'detached' });
}

/** A signature over the right fields, made with one md5 too few. */
async function explainSignature(page: Page): Promise<void> {
  await page.locator('main input[type=password]').fill('5d41402abc4b2a76b9719d911017c592');
  await page.locator('main input').last().fill('a1ca1c92e705250750b0ff0aa5d37cc5');
  await page.locator('main [role=status]').waitFor();
}

function openScan(page: Page): Promise<void> {
  return openDialog(page, 'main .button--primary');
}

/** A log-on whose code waits to be scanned. */
async function showCode(page: Page): Promise<void> {
  await openScan(page);
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[name=label]').fill('门店收款');
  await dialog.locator('button[type=submit]').click();
  await dialog.getByRole('img').waitFor();
}

function screens(
  { merchantId, orders, products, codesAccountId, linkId, sessionId }: SeededAdmin,
  origin: string,
): Screen[] {
  const merchant = (name: string, path: string, act?: Screen['act']): Screen => ({
    name,
    path,
    who: 'merchant',
    ...(act === undefined ? {} : { act }),
  });
  const story = Object.entries(orders).map(([name, id]) => merchant(`order-${name}`, `/orders/${id}`));
  return [
    { name: 'sign-in', path: '/sign-in', who: 'anyone' },
    { name: 'docs', path: '/docs', who: 'anyone' },
    { name: 'docs-gatepay', path: '/docs/gatepay-v1', who: 'anyone' },
    { name: 'docs-epay', path: '/docs/epay-v1', who: 'anyone' },
    { name: 'docs-callbacks', path: '/docs/callbacks', who: 'anyone' },
    { name: 'docs-workbench', path: '/docs/workbench', who: 'anyone' },
    { name: 'docs-workbench-explained', path: '/docs/workbench', who: 'anyone', act: explainSignature },
    merchant('home', '/'),
    { name: 'home-test', path: '/', who: 'merchant', mode: 'test' },
    merchant('orders', '/orders'),
    merchant('orders-none-found', '/orders?q=nothing-like-this'),
    { name: 'orders-empty', path: '/orders', who: 'merchant', mode: 'test' },
    ...story,
    merchant('order-settle', `/orders/${orders.late}`, (page) => openDialog(page, 'main .button--primary')),
    merchant('order-refund', `/orders/${orders.plain}`, (page) =>
      openDialog(page, 'main header .button:has(.lucide-undo-2)'),
    ),
    merchant('callbacks', '/callbacks'),
    merchant('callbacks-none-found', '/callbacks?state=waiting'),
    merchant('activity', '/activity'),
    merchant('plan', '/plan'),
    merchant('plan-buy', '/plan', (page) => openDialog(page, 'main li .button--primary')),
    merchant('settlements', '/settlements'),
    { name: 'settlements-test', path: '/settlements', who: 'merchant', mode: 'test' },
    merchant('notifications', '/notifications'),
    merchant('notifications-add', '/notifications', (page) => openDialog(page, 'main header .button')),
    { name: 'operator-notifications', path: '/operator/notifications', who: 'operator' },
    merchant('accounts', '/accounts'),
    { name: 'accounts-test', path: '/accounts', who: 'merchant', mode: 'test' },
    merchant('account-codes', `/accounts/${codesAccountId}/codes`),
    merchant('account-codes-chosen', `/accounts/${codesAccountId}/codes`, (page) =>
      chooseCodes(page, origin),
    ),
    merchant('inbox', '/inbox'),
    merchant('inbox-match', '/inbox', (page) => openDialog(page, 'main li .button--primary')),
    merchant('inbox-all', '/inbox?outcome=all'),
    merchant('inbox-none', '/inbox?outcome=duplicate'),
    { name: 'inbox-empty', path: '/inbox', who: 'merchant', mode: 'test' },
    merchant('appeals', '/appeals'),
    merchant('appeals-reject', '/appeals', (page) => openDialog(page, 'main li .button--outline >> nth=1')),
    merchant('appeals-answered', '/appeals?state=answered'),
    merchant('rules', '/rules'),
    merchant('rules-edit', '/rules', (page) => openDialog(page, 'main li .button--outline >> nth=1')),
    merchant('rules-tried', '/rules', async (page) => {
      await page.locator('main form button[type=submit]').click();
      await page.locator('main [role=status]').waitFor();
    }),
    merchant('strategy', '/strategy'),
    merchant('test-payment', '/test-payment'),
    { name: 'test-payment-in-test-mode', path: '/test-payment', who: 'merchant', mode: 'test' },
    merchant('test-payment-report', `/test-payment/${orders.delivered}`),
    merchant('products', '/products'),
    merchant('products-add', '/products', (page) => openDialog(page, 'main header .button--primary')),
    merchant('product', `/products/${products.stocked}`),
    merchant('product-by-hand', `/products/${products.byHand}`),
    merchant('categories', '/products/categories'),
    merchant('cards', `/cards?product=${products.stocked}`),
    merchant('cards-empty', `/cards?product=${products.soldOut}`),
    merchant('cards-none-found', `/cards?product=${products.soldOut}&status=sold`),
    merchant('cards-import', `/cards?product=${products.soldOut}`, async (page) => {
      await openDialog(page, 'main header .button--primary');
      await page
        .getByRole('dialog')
        .locator('textarea')
        .fill('GIFT-7Q2M-0001\nGIFT-7Q2M-0002\n\nGIFT-7Q2M-0001');
      await page.getByRole('dialog').locator('.button--primary').click();
      await page.getByRole('dialog').locator('dl').waitFor();
    }),
    merchant('accounts-add', '/accounts', (page) => openDialog(page, 'main .button--primary')),
    merchant('accounts-pairing', '/accounts', async (page) => {
      await openDialog(page, 'main section[aria-labelledby=monitors] li button');
      await page.getByRole('dialog').locator('.button--primary').click();
      await page.getByRole('dialog').locator('svg[role=img]').waitFor();
    }),
    merchant('quick-pay', '/quick-pay'),
    merchant('quick-pay-add', '/quick-pay', (page) => openDialog(page, 'main .button--primary')),
    merchant('quick-pay-link', `/quick-pay/${linkId}`),
    // Frames outside the window are not drawn.
    merchant('quick-pay-previews', `/quick-pay/${linkId}`, async (page) => {
      await page.locator('figure').last().scrollIntoViewIfNeeded();
    }),
    merchant('quick-pay-edit', `/quick-pay/${linkId}`, (page) => openDialog(page, 'main .button--primary')),
    { name: 'quick-pay-test', path: '/quick-pay', who: 'merchant', mode: 'test' },
    merchant('sessions', '/sessions'),
    merchant('sessions-offline', '/sessions?status=offline'),
    { name: 'sessions-empty', path: '/sessions', who: 'merchant', mode: 'test' },
    { name: 'sessions-scan', path: '/sessions', who: 'merchant', mode: 'test', act: openScan },
    { name: 'sessions-code', path: '/sessions', who: 'merchant', mode: 'test', act: showCode },
    merchant('session', `/sessions/${sessionId}`),
    merchant('settings', '/settings'),
    merchant('settings-checked', '/settings', async (page) => {
      await page.locator('input[name=timeoutUrl]').fill('http://10.0.0.8/timeout');
      await page.locator('form .button--outline').nth(2).click();
      await page.locator('form [role=status]', { hasText: /ms|毫秒/ }).waitFor();
    }),
    merchant('keys', '/settings/keys'),
    merchant('keys-rotate', '/settings/keys', (page) =>
      openDialog(page, 'main section .border-t .button >> nth=-1'),
    ),
    merchant('security', '/settings/security'),
    merchant('not-found', '/orders/1'),
    { name: 'operator-settlements', path: '/operator/settlements', who: 'operator' },
    {
      name: 'operator-merchant-settlements',
      path: `/operator/merchants/${merchantId}/settlements`,
      who: 'operator',
    },
    {
      name: 'operator-record-settlement',
      path: `/operator/merchants/${merchantId}/settlements`,
      who: 'operator',
      act: (page) => openDialog(page, 'main header .button--primary'),
    },
    { name: 'operator-overview', path: '/operator', who: 'operator' },
    { name: 'operator-merchants', path: '/operator/merchants', who: 'operator' },
    { name: 'operator-merchant', path: `/operator/merchants/${merchantId}`, who: 'operator' },
    {
      name: 'operator-merchant-act-as',
      path: `/operator/merchants/${merchantId}`,
      who: 'operator',
      act: (page) => openDialog(page, 'main header .button--outline'),
    },
    {
      name: 'operator-merchant-suspend',
      path: `/operator/merchants/${merchantId}`,
      who: 'operator',
      act: (page) => openDialog(page, 'main header .button--danger-soft'),
    },
    { name: 'operator-audit', path: '/operator/audit', who: 'operator' },
    {
      name: 'operator-audit-verified',
      path: '/operator/audit',
      who: 'operator',
      act: async (page) => {
        await page.locator('main .button--outline').first().click();
        // While it works, the button's own sign of that is a status too.
        await page.locator('main [role=status]', { hasText: /\d/ }).waitFor();
      },
    },
    { name: 'operator-fees', path: '/operator/fees', who: 'operator' },
    { name: 'operator-plans', path: '/operator/plans', who: 'operator' },
    {
      name: 'operator-plan-edit',
      path: '/operator/plans',
      who: 'operator',
      act: (page) => openDialog(page, 'main li .button--outline'),
    },
    { name: 'operator-points', path: `/operator/merchants/${merchantId}/points`, who: 'operator' },
    {
      name: 'operator-top-up',
      path: `/operator/merchants/${merchantId}/points`,
      who: 'operator',
      act: (page) => openDialog(page, 'main header .button--primary'),
    },
    {
      name: 'operator-points-take-back',
      path: `/operator/merchants/${merchantId}/points`,
      who: 'operator',
      act: (page) => openDialog(page, 'main section .button--outline'),
    },
    {
      name: 'operator-assign-plan',
      path: `/operator/merchants/${merchantId}/points`,
      who: 'operator',
      act: (page) => openDialog(page, 'main header .button--outline'),
    },
    { name: 'operator-sessions', path: '/operator/sessions', who: 'operator' },
    { name: 'platforms', path: '/operator/platforms', who: 'operator' },
    { name: 'notices', path: '/operator/notices', who: 'operator' },
    { name: 'notices-corpus', path: '/operator/notices/corpus', who: 'operator' },
    {
      name: 'notices-add',
      path: '/operator/notices',
      who: 'operator',
      act: (page) => openDialog(page, 'main .button--primary'),
    },
    {
      name: 'merchants-add',
      path: '/operator/merchants',
      who: 'operator',
      act: (page) => openDialog(page, 'main .button--primary'),
    },
  ];
}

async function stateOf(browser: Browser, origin: string, login: { email: string; password: string }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, origin, login);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function drawScreen(
  context: BrowserContext,
  origin: string,
  screen: Screen,
  locale: string,
  file: string,
) {
  const page = await context.newPage();
  await prefer(page, origin, { matou_locale: locale, matou_mode: screen.mode ?? 'live' });
  await page.goto(`${origin}${screen.path}`, { waitUntil: 'networkidle' });
  await screen.act?.(page);
  await page.screenshot({ path: file, fullPage: screen.act === undefined });
  await page.close();
}

/** Keys in every state on one shelf; they come in through the wizard, because only the product can seal them. */
async function stockShelf(
  browser: Browser,
  product: Product,
  { products, orders, merchantId }: SeededAdmin,
  storageState: Awaited<ReturnType<typeof stateOf>>,
): Promise<void> {
  const context = await browser.newContext({ storageState });
  const keys = Array.from(
    { length: 64 },
    (_, index) => `VIP-2026-${String(index * 7919).padStart(6, '0')}-K`,
  );
  await importKeys(await context.newPage(), product.publicUrl, products.stocked, keys.join('\n'));
  await context.close();
  await moveKeys(product, { merchantId, products, paidId: orders.delivered, openId: orders.pending });
}

async function drawAll(browser: Browser, product: Product, filter: string): Promise<number> {
  const seeded = await seedAdmin(product);
  const origin = product.publicUrl;
  const states = {
    anyone: undefined,
    merchant: await stateOf(browser, origin, seeded),
    operator: await stateOf(browser, origin, seeded.operator),
  };
  await stockShelf(browser, product, seeded, states.merchant);
  const wanted = screens(seeded, origin).filter(({ name }) => name.includes(filter));
  let count = 0;
  for (const viewport of SIZES) {
    for (const colorScheme of THEMES) {
      for (const who of ['anyone', 'merchant', 'operator'] as const) {
        const storageState = states[who];
        const context = await browser.newContext({
          viewport,
          colorScheme,
          reducedMotion: 'reduce',
          timezoneId: 'Asia/Shanghai',
          ...(storageState === undefined ? {} : { storageState }),
        });
        for (const language of LANGUAGES) {
          const folder = `pictures/admin/${viewport.width}x${viewport.height}-${colorScheme}-${language}`;
          for (const screen of wanted.filter((one) => one.who === who)) {
            await drawScreen(context, origin, screen, language, `${folder}/${screen.name}.png`);
            count += 1;
          }
        }
        await context.close();
      }
    }
  }
  return count;
}

/** Every screen of the admin at three sizes, in both themes and languages, from one seeded merchant. */
export async function drawAdminPictures(browser: Browser, filter: string): Promise<number> {
  const product = await startProduct();
  try {
    return await drawAll(browser, product, filter);
  } finally {
    await product.discard();
  }
}
