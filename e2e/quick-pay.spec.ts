import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import postgres from 'postgres';
import { QUICK_PAYS } from '@/e2e/pictures/quick-pay-fixtures';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { barriersOn } from '@/e2e/support/barriers';
import { open } from '@/e2e/support/checkout-pages';
import { readCode } from '@/e2e/support/scan';
import { expect, test, WALK, walk } from '@/e2e/support/test';
import { LANGUAGES, type Language } from '@/gateway/checkout/messages';
import type { Product } from '@/tests/support/product';

const PHONE = { width: 360, height: 640 };
const PC = { width: 1440, height: 900 };

async function refuseFaults(page: Page, theme: 'light' | 'dark', language: Language): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 320, height: 640 });
  for (const [name, draw] of Object.entries(QUICK_PAYS)) {
    await open(page, draw(language));
    expect(await barriersOn(page), name).toEqual([]);
    const { width, low } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      low: [...document.querySelectorAll('a,button,.way,.text')]
        .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 44)
        .map((one) => one.outerHTML),
    }));
    expect(`${name} ${width} ${low.join()}`).toBe(`${name} 320 `);
    await page.unrouteAll();
  }
}

test('no state of the page offends axe, scrolls sideways or has a small control: light, zh-CN', async ({
  page,
}) => {
  await refuseFaults(page, 'light', 'zh-CN');
});

for (const [theme, language] of [
  ...LANGUAGES.filter((one) => one !== 'zh-CN').map((one) => ['light', one] as const),
  ['dark', 'zh-CN'] as const,
]) {
  walk(
    `no state of the page offends axe, scrolls or has a small control: ${theme}, ${language}`,
    WALK,
    async ({ page }) => {
      test.setTimeout(300_000);
      await refuseFaults(page, theme, language);
    },
  );
}

test.describe('on the running product', () => {
  let product: Product;
  let merchant: Record<string, unknown>;
  let trial: Record<string, unknown>;
  let login: { email: string; password: string };

  test.beforeAll(async ({ product: shared }) => {
    product = shared;
    login = { email: `${randomUUID()}@shop.example`, password: '' };
    merchant = await product.matou('merchant', 'create', '--name', '海边茶铺', '--email', login.email);
    trial = merchant.test as Record<string, unknown>;
    login.password = String(merchant.password);
    await product.matou('merchant', 'set', '--merchant', String(merchant.merchantId), '--quick-pay', 'on');
  });

  const address = (more = '') =>
    `${product.publicUrl}/pay/any?appkey=${trial.appkey}&token=${trial.quickPayToken}${more}`;

  async function sqlOn<T>(work: (sql: ReturnType<typeof postgres>) => Promise<T>): Promise<T> {
    const sql = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
    try {
      return await work(sql);
    } finally {
      await sql.end();
    }
  }

  /** Pays with the pretend wallet what the checkout shows, and sees the checkout say so. */
  async function payInWallet(page: Page): Promise<void> {
    await expect(page).toHaveURL(/\/pay\/api\?id=/);
    const checkout = page.url();
    const wallet = await page.locator('a[href*="/wallet?"]').first().getAttribute('href');
    await page.goto(new URL(wallet ?? '', checkout).href);
    await page.locator('button[value=exact]').click();
    await page.goto(checkout);
    await expect(page.getByRole('heading', { name: '支付成功' })).toBeVisible();
  }

  for (const [skin, device, size] of [
    [0, 'a phone', PHONE],
    [1, 'a phone', PHONE],
    [0, 'a PC', PC],
    [1, 'a PC', PC],
  ] as const) {
    test(`skin ${skin} on ${device} leads from an amount to a paid order`, async ({ page }) => {
      await page.setViewportSize(size);
      await page.goto(address(`&skin=${skin}`));
      await expect(page.getByRole('heading', { name: '付款给 海边茶铺' })).toBeVisible();
      await page.getByLabel('付款金额').fill('6.66');
      await page.getByRole('radio', { name: '微信支付' }).check({ force: true });
      await page.getByRole('button', { name: '付款 ¥6.66' }).click();
      await payInWallet(page);
    });
  }

  test('two taps on the button place one order', async ({ page }) => {
    await page.goto(address('&price=2.22'));
    await page.getByRole('button', { name: '付款 ¥2.22' }).dblclick();
    await expect(page).toHaveURL(/\/pay\/api\?id=/);
    const count = await sqlOn(
      (sql) =>
        sql`select 1 from orders where merchant_id = ${Number(merchant.merchantId)} and price_fen = 222`,
    );
    expect(count).toHaveLength(1);
  });

  test('what the address locks is shown locked, and a forged form does not change it', async ({ page }) => {
    await page.goto(address('&price=1.88&custom=terry&stable=1'));
    await expect(page.getByText('由商家指定')).toHaveCount(2);
    const amount = page.getByLabel(/付款金额/);
    await expect(amount).not.toBeEditable();
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('#price');
      field?.removeAttribute('readonly');
      field?.setAttribute('name', 'price');
      if (field) field.value = '0.01';
    });
    await page.locator('button.go').click();
    await expect(page.getByText('金额由商家指定，不能修改')).toBeVisible();
    await expect(amount).toHaveValue('1.88');
    await page.getByRole('button', { name: '付款 ¥1.88' }).click();
    await payInWallet(page);
    const [order] = await sqlOn(
      (sql) =>
        sql`select attachment from orders where merchant_id = ${Number(merchant.merchantId)} and price_fen = 188`,
    );
    expect(order?.attachment).toBe('terry');
  });

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false });

    test('presets are links, faults stand at their fields, and the order is placed', async ({ page }) => {
      await sqlOn(
        (sql) =>
          sql`update quick_pay_links set presets_fen = '{333}' where token = ${String(trial.quickPayToken)}`,
      );
      await page.goto(address());
      await page.getByLabel('付款金额').fill('1.234');
      await page.locator('button.go').click();
      await expect(page.getByText('请输入正确的金额')).toBeVisible();
      await expect(page.getByLabel('付款金额')).toHaveValue('1.234');
      await page.getByRole('link', { name: '¥3.33' }).click();
      await expect(page.getByLabel('付款金额')).toHaveValue('3.33');
      await page.locator('button.go').click();
      await expect(page).toHaveURL(/\/pay\/api\?id=/);
    });
  });

  test('a link that is off, over, used up or unknown says so', async ({ page }) => {
    const states = [
      ['is_disabled = true', '收款已停止'],
      ["is_disabled = false, expires_at = now() - interval '1 minute'", '收款链接已过期'],
      ['expires_at = null, payments_max = 1', '收款已结束'],
    ] as const;
    await page.goto(address('&price=1'));
    await page.getByRole('button', { name: '付款 ¥1.00' }).click();
    await payInWallet(page);
    for (const [change, words] of states) {
      await sqlOn((sql) =>
        sql.unsafe(`update quick_pay_links set ${change} where token = '${trial.quickPayToken}'`),
      );
      await page.goto(address());
      await expect(page.getByRole('heading', { name: words })).toBeVisible();
    }
    await sqlOn(
      (sql) =>
        sql`update quick_pay_links set payments_max = null where token = ${String(trial.quickPayToken)}`,
    );
    await page.goto(`${product.publicUrl}/pay/any?appkey=x&token=y`);
    await expect(page.getByRole('heading', { name: '收款链接无法使用' })).toBeVisible();
  });

  test('a merchant makes a link, sees both skins, hands it on, and is paid through it', async ({ page }) => {
    await page.setViewportSize(PC);
    await prefer(page, product.publicUrl, { matou_locale: 'en', matou_mode: 'test' });
    await signIn(page, product.publicUrl, login);
    await page.goto(`${product.publicUrl}/quick-pay`);
    await page.getByRole('button', { name: 'New link' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Coffee');
    await dialog.getByLabel('Least per payment').fill('5');
    await dialog.getByLabel('Most per payment').fill('1');
    await dialog.getByRole('button', { name: 'New link' }).click();
    await expect(dialog.getByText('Not valid')).toBeVisible();
    await dialog.getByLabel('Most per payment').fill('50');
    await dialog.getByLabel('Common amounts').fill('6.66, 10');
    await dialog.getByRole('button', { name: 'New link' }).click();
    await expect(page.getByRole('heading', { name: 'Coffee', level: 1 })).toBeVisible();
    const plain = page.frameLocator('iframe[title="Plain · Phone"]');
    await expect(plain.getByText('Coffee')).toBeVisible();
    await expect(page.locator('iframe')).toHaveCount(4);
    // Looking at the link is no visit to it: with everything in sight, the page opens nothing of the public site.
    const visits: string[] = [];
    page.on('request', (request) => visits.push(new URL(request.url()).pathname));
    await page.setViewportSize({ ...PC, height: 3_000 });
    await page.reload({ waitUntil: 'networkidle' });
    expect(visits.filter((path) => path.startsWith('/pay/'))).toEqual([]);
    await page.setViewportSize(PC);

    await page.getByLabel('Amount', { exact: true }).fill('10.00');
    await page.getByText('Lock what is given').click();
    await expect(plain.locator('#price')).toHaveValue('10.00');
    await expect(plain.getByText('Set by the merchant')).toBeVisible();
    const shared = ((await page.getByRole('region', { name: 'Payment link' }).textContent()) ?? '').trim();
    expect(shared).toContain('price=10.00&stable=1');
    const code = await page.locator('a[download$="-512.png"]').getAttribute('href');
    expect(readCode(Buffer.from((code ?? '').split(',')[1] ?? '', 'base64'))).toBe(shared);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Poster PNG' }).click();
    expect(readCode(readFileSync(await (await downloading).path()))).toBe(shared);

    await page.goto(`${shared}&lang=zh`);
    await page.getByRole('button', { name: '付款 ¥10.00' }).click();
    await payInWallet(page);
    await page.goto(`${product.publicUrl}/quick-pay`);
    const card = page.getByRole('listitem').filter({ hasText: 'Coffee' });
    await expect(card).toContainText('¥10.00');
    await page.getByText('Open quick pay').click();
    await expect(card.getByText('Quick pay is off')).toBeVisible();
    await page.getByText('Open quick pay').click();
    await expect(card.getByText('Active')).toBeVisible();
    await card.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await expect(card.getByText('Disabled')).toBeVisible();
    await page.goto(`${shared}&lang=zh`);
    await expect(page.getByRole('heading', { name: '收款已停止' })).toBeVisible();
  });
});
