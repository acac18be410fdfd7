import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { scan } from '@/e2e/support/scan';
import { stockProduct } from '@/e2e/support/store-keys';
import { expect, test } from '@/e2e/support/test';
import type { Keys } from '@/tests/support/dialect-request';
import { epayOrder, isEpaySigned } from '@/tests/support/epay-site';
import {
  gatepaySign,
  type MerchantSite,
  openMerchantSite,
  readCheckout,
} from '@/tests/support/merchant-site';
import type { Product } from '@/tests/support/product';
import { startReceiver } from '@/tests/support/receiver';

const PHONE = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36';
const IN_WECHAT = `${PHONE} MicroMessenger/8.0.44(0x28002c51) NetType/WIFI`;
const IN_ALIPAY = `${PHONE} AliApp(AP/10.5.60) AlipayClient/10.5.60`;
const SMALL = { width: 360, height: 740 };

let product: Product;
let site: MerchantSite;
let wechatAccountId: string;

test.beforeAll(async ({ product: shared }) => {
  product = shared;
});

test.beforeEach(async () => {
  site = await openMerchantSite(product);
  await site.beat();
  wechatAccountId = await addWechat(site.merchantId);
});

test.afterEach(async () => {
  await site.close();
});

async function addWechat(merchantId: string): Promise<string> {
  const account = ['--merchant', merchantId, '--type', 'wechat', '--code', `wxp://f2f0${randomUUID()}`];
  return String((await product.matou('account', 'create', ...account)).accountId);
}

/** Sends a signed request as the merchant's own server does, in the order of its fields. */
async function ask<Data>(path: string, fields: Record<string, string>, keys: Keys = site): Promise<Data> {
  const sign = gatepaySign(keys, ...Object.values(fields));
  const body = new URLSearchParams({ appkey: keys.appkey, ...fields, sign });
  const reply = await fetch(`${product.publicUrl}${path}`, { method: 'POST', body });
  const { code, msg, data } = (await reply.json()) as { code: number; msg: string; data: Data };
  expect(`${code} ${msg}`).toMatch(/^100 /);
  return data;
}

async function createProductOrder(productId: string, payType: string, count = '1', keys: Keys = site) {
  const fields = { product_id: productId, product_num: count, pay_type: payType };
  const rest = { out_order_id: randomUUID(), custom: 'terry' };
  const data = await ask<{ order_url: string }>('/api/pay/create', { ...fields, ...rest }, keys);
  return data.order_url;
}

async function paidBy(accountId: string, url: string): Promise<void> {
  const { data } = await readCheckout(url);
  await product.matou('arrival', 'report', '--account', accountId, '--amount', data.realprice);
}

async function expectKeys(page: Page, keys: readonly string[]): Promise<void> {
  await expect(page.locator('.keys code')).toHaveText([...keys]);
  await expect(page.getByRole('heading', { name: '支付成功' })).toBeVisible();
  await expect(page.locator('#leaving')).toHaveCount(0);
  await expect(page).toHaveURL(/\/pay\//);
}

async function phoneOf(browser: Browser, userAgent: string): Promise<BrowserContext> {
  return browser.newContext({ userAgent, viewport: SMALL, locale: 'zh-CN' });
}

test('stablepay/create sells one card, and its key stands on the receipt beside the way back', async ({
  page,
}) => {
  const keys = ['STABLE-0001', 'STABLE-0002'];
  const productId = await stockProduct(product, site.merchantId, { name: '月卡', price: '9.90', keys });
  const { pay_url } = await ask<{ pay_url: string }>('/api/stablepay/create', {
    product_id: productId,
    type: 'alipay',
    out_order_id: randomUUID(),
    custom: 'terry',
  });
  await page.goto(pay_url);
  await expect(page.getByText('9.90').first()).toBeVisible();
  await site.push((await readCheckout(pay_url)).data.realprice);
  await expectKeys(page, ['STABLE-0001']);
  await page.getByRole('link', { name: '立即返回' }).click();
  await page.waitForURL(`${site.receiver.url}/return**`);
});

test('grouppay/create sells several cards, each product with its keys', async ({ page }) => {
  const { merchantId } = site;
  const month = { name: '月卡', price: '9.90', keys: ['MONTH-1', 'MONTH-2', 'MONTH-3'] };
  const year = { name: '年卡 <b>&amp;</b>', price: '99.00', keys: ['YEAR-1 <script>alert(1)</script>'] };
  const [first, second] = [
    await stockProduct(product, merchantId, month),
    await stockProduct(product, merchantId, year),
  ];
  const { pay_url } = await ask<{ pay_url: string }>('/api/grouppay/create', {
    fields: `${first}:2,${second}:1`,
    type: 'alipay',
    out_order_id: randomUUID(),
    custom: 'terry',
  });
  await page.goto(pay_url);
  await site.push((await readCheckout(pay_url)).data.realprice);
  await expectKeys(page, ['MONTH-1', 'MONTH-2', 'YEAR-1 <script>alert(1)</script>']);
  await expect(page.getByRole('heading', { name: '年卡 <b>&amp;</b>' })).toBeVisible();
});

test('pay/create sells a card in test mode, paid from the pretend wallet', async ({ page, context }) => {
  const goods = { name: '体验卡', price: '1.50', keys: ['TRIAL-1'], mode: 'test' as const };
  const productId = await stockProduct(product, site.merchantId, goods);
  const url = await createProductOrder(productId, 'alipay', '1', site.trial);
  expect(new URL(url).pathname).toBe('/pay/index');
  await page.goto(url);
  await expect(page.getByText('测试模式')).toBeVisible();
  const wallet = await context.newPage();
  await wallet.goto((await readCheckout(url)).data.qrcode);
  await wallet.getByRole('button').first().click();
  await expectKeys(page, ['TRIAL-1']);
  await expect(page.getByText('测试模式')).toBeVisible();
});

test('onecode: WeChat scans the page on the PC, goes on in WeChat, and both show the key', async ({
  page,
  browser,
}) => {
  const goods = { name: '一码卡', price: '3.00', keys: ['ONE-1', 'ONE-2'] };
  const productId = await stockProduct(product, site.merchantId, goods);
  const url = await createProductOrder(productId, 'onecode', '2');
  await page.goto(url);
  await expect(page.getByRole('button', { name: '微信支付' })).toBeVisible();
  const address = await scan(page);
  expect(new URL(address).origin).toBe(product.publicUrl);

  const wechat = await phoneOf(browser, IN_WECHAT);
  const phone = await wechat.newPage();
  await phone.goto(address);
  await expect(phone.getByText('长按二维码')).toBeVisible();
  await expect(page.getByRole('img', { name: /微信支付收款二维码/ })).toBeVisible();
  await paidBy(wechatAccountId, url);
  await expectKeys(phone, ['ONE-1', 'ONE-2']);
  await expectKeys(page, ['ONE-1', 'ONE-2']);
  await wechat.close();
});

test('onecode: Alipay scans the very same page and goes on in Alipay', async ({ page, browser }) => {
  const goods = { name: '一码卡', price: '3.00', keys: ['ONE-1'] };
  const productId = await stockProduct(product, site.merchantId, goods);
  const url = await createProductOrder(productId, 'onecode');
  await page.goto(url);
  const alipay = await phoneOf(browser, IN_ALIPAY);
  const phone = await alipay.newPage();
  await phone.goto(await scan(page));
  await expect(phone.getByRole('link', { name: '立即付款' })).toHaveAttribute(
    'href',
    /^https:\/\/qr\.alipay/,
  );
  await site.push((await readCheckout(url)).data.realprice);
  await expectKeys(phone, ['ONE-1']);
  await expectKeys(page, ['ONE-1']);
  await alipay.close();
});

/** A merchant who speaks 易支付, with Alipay and WeChat. */
async function openEpayMerchant() {
  const email = `${randomUUID()}@shop.example`;
  const made = await product.matou('merchant', 'create', '--name', '易付小店', '--email', email);
  const merchantId = String(made.merchantId);
  const code = ['--code', `https://qr.alipay.com/fkx${randomUUID().slice(0, 12)}`];
  await product.matou('account', 'create', '--merchant', merchantId, '--type', 'alipay', ...code);
  const wechat = await addWechat(merchantId);
  return { keys: { pid: Number(made.pid), epayKey: String(made.epayKey) }, wechat };
}

for (const javaScriptEnabled of [true, false]) {
  test(`the cashier lets the buyer choose, ${javaScriptEnabled ? 'with' : 'without'} script`, async ({
    browser,
  }) => {
    const { keys, wechat } = await openEpayMerchant();
    const receiver = await startReceiver();
    const params = epayOrder(keys, {
      type: null,
      notify_url: `${receiver.url}/notify`,
      return_url: `${receiver.url}/return`,
    });
    const context = await browser.newContext({
      userAgent: PHONE,
      viewport: SMALL,
      locale: 'zh-CN',
      javaScriptEnabled,
    });
    const page = await context.newPage();
    await page.goto(`${product.publicUrl}/submit.php?${new URLSearchParams(params)}`);
    if (!javaScriptEnabled) await page.getByRole('link').click();
    await page.waitForURL('**/pay/**');
    const { href: cashier } = new URL(page.url());
    await expect(page.getByRole('button', { name: '支付宝' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'QQ 钱包' })).toHaveCount(0);
    await page.getByRole('button', { name: '微信支付' }).click();
    await expect(page.getByRole('img', { name: '微信支付收款二维码，¥1.00' })).toBeVisible();
    await paidBy(wechat, cashier);
    await page.waitForURL(`${receiver.url}/return**`, { timeout: 90_000 });
    const returned = new URL(page.url()).searchParams;
    expect(isEpaySigned(keys, returned)).toBe(true);
    expect(returned.get('type')).toBe('wxpay');
    await context.close();
    await receiver.close();
  });
}
