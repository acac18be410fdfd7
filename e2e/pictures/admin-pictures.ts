import type { Browser, BrowserContext, Page } from '@playwright/test';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { type SeededAdmin, seedAdmin } from '@/e2e/support/admin-seed';
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

function screens({ orders }: SeededAdmin): Screen[] {
  const merchant = (name: string, path: string, act?: Screen['act']): Screen => ({
    name,
    path,
    who: 'merchant',
    ...(act === undefined ? {} : { act }),
  });
  const story = Object.entries(orders).map(([name, id]) => merchant(`order-${name}`, `/orders/${id}`));
  return [
    { name: 'sign-in', path: '/sign-in', who: 'anyone' },
    merchant('home', '/'),
    { name: 'home-test', path: '/', who: 'merchant', mode: 'test' },
    merchant('orders', '/orders'),
    merchant('orders-none-found', '/orders?q=nothing-like-this'),
    { name: 'orders-empty', path: '/orders', who: 'merchant', mode: 'test' },
    ...story,
    merchant('order-settle', `/orders/${orders.late}`, (page) => openDialog(page, 'main .button--primary')),
    merchant('accounts', '/accounts'),
    { name: 'accounts-test', path: '/accounts', who: 'merchant', mode: 'test' },
    merchant('accounts-add', '/accounts', (page) => openDialog(page, 'main .button--primary')),
    merchant('accounts-pairing', '/accounts', async (page) => {
      await openDialog(page, 'main section[aria-labelledby=monitors] li button');
      await page.getByRole('dialog').locator('.button--primary').click();
      await page.getByRole('dialog').locator('svg[role=img]').waitFor();
    }),
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
    { name: 'merchants', path: '/operator/merchants', who: 'operator' },
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

async function drawAll(browser: Browser, product: Product, filter: string): Promise<number> {
  const seeded = await seedAdmin(product);
  const origin = product.publicUrl;
  const states = {
    anyone: undefined,
    merchant: await stateOf(browser, origin, seeded),
    operator: await stateOf(browser, origin, seeded.operator),
  };
  const wanted = screens(seeded).filter(({ name }) => name.includes(filter));
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
