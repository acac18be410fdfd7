import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { Page } from '@playwright/test';
import { prefer, signIn } from '@/e2e/support/admin-pages';
import { barriersOn } from '@/e2e/support/barriers';
import { expect, test } from '@/e2e/support/test';
import { type EpayKeys, type EpayParams, epayOrder, isEpaySigned } from '@/tests/support/epay-site';
import { type MerchantSite, openMerchantSite, readCheckout } from '@/tests/support/merchant-site';
import type { Product } from '@/tests/support/product';

let product: Product;
let site: MerchantSite;

test.beforeAll(async ({ product: shared }) => {
  product = shared;
});

test.beforeEach(async () => {
  site = await openMerchantSite(product);
  await site.beat();
});

test.afterEach(async () => {
  await site.close();
});

/** The shop's own page with the form that its buyer submits. */
function sellWith(params: EpayParams): void {
  const fields = Object.entries(params).map(
    ([name, text]) => `<input type="hidden" name="${name}" value="${text}">`,
  );
  const form = `<form method="post" action="${product.publicUrl}//submit.php">${fields.join('')}<button>去付款</button></form>`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  site.receiver.replyWith(({ path }) =>
    path === '/cart' ? { kind: 'answer', headers, body: form } : { kind: 'answer', body: 'success' },
  );
}

function order(keys: EpayKeys, extra: Record<string, string | null> = {}): EpayParams {
  const { url } = site.receiver;
  return epayOrder(keys, { notify_url: `${url}/notify`, return_url: `${url}/return`, ...extra });
}

async function api(params: EpayParams, keys: EpayKeys): Promise<Record<string, unknown>> {
  const body = new URLSearchParams({ ...params, pid: String(keys.pid), key: keys.epayKey });
  const reply = await fetch(`${product.publicUrl}/api.php`, { method: 'POST', body });
  return (await reply.json()) as Record<string, unknown>;
}

async function mapi(
  keys: EpayKeys,
  extra: Record<string, string> = {},
): Promise<{ trade_no: string; payurl: string }> {
  const body = new URLSearchParams(order(keys, { clientip: '192.168.1.100', device: 'jump', ...extra }));
  const reply = await fetch(`${product.publicUrl}/mapi.php`, { method: 'POST', body });
  return (await reply.json()) as { trade_no: string; payurl: string };
}

/** Pays in the pretend wallet, in a window of its own. */
async function payInWallet(page: Page, payUrl: string): Promise<void> {
  const { data } = await readCheckout(payUrl);
  const wallet = await page.context().newPage();
  await wallet.goto(data.qrcode);
  await wallet.locator('button[value=exact]').click();
  await expect(wallet.locator('[data-outcome=matched]')).toBeVisible();
  await wallet.close();
}

async function expectNoFault(page: Page): Promise<void> {
  expect(await barriersOn(page)).toEqual([]);
}

test('from the shop’s form without a type to the cashier, the payment and back, verified by the shop itself', async ({
  page,
}) => {
  const keys = site.epay.trial;
  const params = order(keys, { type: null, name: 'VIP会员', money: '8.8', param: 'uid=7&plan=年' });
  sellWith(params);
  await page.goto(`${site.receiver.url}/cart`);
  await page.getByRole('button', { name: '去付款' }).click();
  await expect(page.getByRole('heading', { name: '选择支付方式' })).toBeVisible();
  await expectNoFault(page);
  await page.getByRole('button', { name: '微信支付' }).click();
  await expect(page.locator('[data-state=pending]')).toBeVisible();

  await payInWallet(page, page.url());
  const [told] = await site.receiver.waitFor(1, ({ path }) => path === '/notify');
  expect(told?.method).toBe('GET');
  const fields = told?.query ?? new URLSearchParams();
  expect(isEpaySigned(keys, fields)).toBe(true);
  expect(Object.fromEntries(fields)).toMatchObject({
    pid: String(keys.pid),
    out_trade_no: params.out_trade_no,
    type: 'wxpay',
    name: 'VIP会员',
    money: '8.80',
    param: 'uid=7&plan=年',
    trade_status: 'TRADE_SUCCESS',
  });
  await page.waitForURL(`${site.receiver.url}/return**`);
  const returned = new URL(page.url()).searchParams;
  expect(Object.fromEntries(returned)).toEqual(Object.fromEntries(fields));
  expect(await api({ act: 'order', out_trade_no: params.out_trade_no ?? '' }, keys)).toMatchObject({
    code: 1,
    status: 1,
    trade_no: fields.get('trade_no'),
  });

  await page.goto(`${product.publicUrl}/submit.php?${new URLSearchParams(params)}`);
  await expect(page.getByText('已完成支付，请勿重复发起支付')).toBeVisible();
});

test('an address in raw UTF-8, as a program sends it, is verified and served', async () => {
  const params = order(site.epay.trial, { name: '会员' });
  const query = `${new URLSearchParams(params)}`.replace(encodeURIComponent('会员'), '会员');
  const { hostname, port } = new URL(product.publicUrl);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /submit.php?${query} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`);
  const said = Buffer.concat(await socket.toArray()).toString('utf8');
  expect(said).toMatch(/^HTTP\/1\.1 200 /);
  const [, address = ''] = /window\.location\.href='([^']+)'/.exec(said) ?? [];
  expect((await readCheckout(address)).data).toBeTruthy();
});

test('without scripts the page of submit.php offers a link', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${product.publicUrl}/submit.php?${new URLSearchParams(order(site.epay.trial))}`);
  await page.getByRole('link', { name: '继续前往支付页' }).click();
  await page.waitForURL(/\/pay\/api\?id=/);
  await context.close();
});

test('a buyer whose order is refused reads why, on a phone and in the dark too', async ({ browser }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, colorScheme });
    const page = await context.newPage();
    const reference = `${'A'.repeat(40)}/`;
    await page.goto(
      `${product.publicUrl}/submit.php?${new URLSearchParams(order(site.epay.trial, { out_trade_no: reference }))}`,
    );
    await expect(page).toHaveTitle('站点提示信息');
    await expect(page.getByText('订单号(out_trade_no)格式不正确')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectNoFault(page);
    await context.close();
  }
});

test('the merchant opens the refund interface and chooses his client’s code, and api.php refunds', async ({
  page,
}) => {
  const keys = site.epay.trial;
  const { trade_no, payurl } = await mapi(keys, { money: '5.00' });
  await payInWallet(page, payurl);
  const ask = () => api({ act: 'refund', trade_no, money: '5.00' }, keys);
  expect(await ask()).toEqual({ code: -2, msg: '商户未开启订单退款API接口' });

  await prefer(page, product.publicUrl, { matou_locale: 'en' });
  await signIn(page, product.publicUrl, site);
  await page.goto(`${product.publicUrl}/settings`);
  await page.locator('label', { hasText: 'Refund interface' }).click();
  await expect(page.getByRole('switch', { name: 'Refund interface' })).toBeChecked();
  await page.getByRole('button', { name: 'Code of a refund that was made' }).click();
  await page.getByRole('option', { name: '0 (Rainbow Epay)' }).click();
  await expect(page.getByRole('button', { name: 'Code of a refund that was made' })).toContainText('Rainbow');
  await page.locator('label', { hasText: 'Show the whole key' }).click();
  await expect(page.getByRole('switch', { name: 'Show the whole key' })).toBeChecked();
  await expectNoFault(page);

  await expect.poll(async () => (await api({ act: 'query' }, keys)).key).toBe(keys.epayKey);
  expect(await ask()).toMatchObject({ code: 0, msg: '退款成功！退款金额¥5.00', trade_no });
  expect(await ask()).toEqual({ code: -1, msg: '该订单已全额退款！' });
  expect(await api({ act: 'order', trade_no }, keys)).toMatchObject({ status: 2 });

  await page.goto(`${product.publicUrl}/settings/keys`);
  await expect(page.getByText(`${product.publicUrl}/`, { exact: true }).first()).toBeVisible();
  await expect(page.getByText(String(keys.pid), { exact: true })).toBeVisible();
  await expectNoFault(page);
});

test('the console says which reading of the site’s answer decided, and the merchant’s switch changes it', async ({
  page,
}) => {
  const reference = randomUUID();
  const told = () =>
    product.matou('order', 'show', '--merchant', site.merchantId, '--out-order-id', reference);
  const firstReading = {
    callbackAttempts: expect.arrayContaining([expect.objectContaining({ reading: 'strict' })]),
  };
  site.receiver.replyWith({ kind: 'answer', body: '{"success":false}' });
  const { trade_no, payurl } = await mapi(site.epay.live, { money: '12.34', out_trade_no: reference });
  await site.push((await readCheckout(payurl)).data.realprice);
  await expect.poll(told).toMatchObject(firstReading);

  await prefer(page, product.publicUrl, { matou_locale: 'en' });
  await signIn(page, product.publicUrl, site);
  await page.goto(`${product.publicUrl}/callbacks`);
  await expect(page.getByText('Strict reading: the JSON says failure')).toBeVisible();
  await expect(page.getByText('See why your program refused')).toBeVisible();
  await expectNoFault(page);

  await page.goto(`${product.publicUrl}/settings`);
  await page.locator('label', { hasText: 'Read callback answers leniently' }).click();
  await expect(page.getByRole('switch', { name: 'Read callback answers leniently' })).toBeChecked();
  await expectNoFault(page);
  await expect.poll(told, { timeout: 60_000 }).toMatchObject({ callback: { status: 'delivered' } });
  await page.goto(`${product.publicUrl}/callbacks`);
  await expect(
    page.getByText('Lenient reading (switched on in the settings): it contains success'),
  ).toBeVisible();
  await page.goto(`${product.publicUrl}/orders/${trade_no}`);
  await expect(page.getByText('Strict reading: the JSON says failure').first()).toBeVisible();

  const challenge = '<html><title>Just a moment...</title></html>';
  site.receiver.replyWith({ kind: 'answer', status: 403, body: challenge });
  await page.goto(`${product.publicUrl}/settings`);
  await page.locator('input[name=notifyUrl]').fill(`\u3000${site.receiver.url}/x `);
  await page.getByRole('button', { name: 'Check Async callback address' }).click();
  await expect(page.getByText('challenge page')).toBeVisible();
  await page.locator('input[name=notifyUrl]').fill('http://shop.example:22/x');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('Callbacks never go to this port').first()).toBeVisible();
  await expectNoFault(page);
});

test('a live payment is settled by the operator, and api.php tells balance and settlement', async ({
  page,
}) => {
  const keys = site.epay.live;
  const { trade_no, payurl } = await mapi(keys, { money: '30' });
  await site.push((await readCheckout(payurl)).data.realprice);
  await expect.poll(async () => (await api({ act: 'order', trade_no }, keys)).status).toBe(1);

  await product.matou('merchant', 'set', '--merchant', site.merchantId, '--refund-api', 'on');
  await expect
    .poll(async () => (await api({ act: 'refund', trade_no, money: '30' }, keys)).msg)
    .toBe('退款失败：支付宝收款通道不支持接口退款，请在商户后台登记线下退款');

  await prefer(page, product.publicUrl, { matou_locale: 'en' });
  await signIn(page, product.publicUrl, site);
  await page.goto(`${product.publicUrl}/settlements`);
  await page.locator('input[name=settlementAccount]').fill('6222 0210');
  await page.getByRole('textbox', { name: 'Account holder' }).fill('王小明');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await page.context().clearCookies();

  const email = `${randomUUID()}@matou.example`;
  const operator = await product.matou('operator', 'create', '--email', email);
  await prefer(page, product.publicUrl, { matou_locale: 'en' });
  await signIn(page, product.publicUrl, { email, password: String(operator.password) });
  await page.goto(`${product.publicUrl}/operator/merchants/${site.merchantId}/settlements`);
  await page.getByRole('button', { name: 'Record a settlement' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount (yuan)').fill('12.00');
  await dialog.getByRole('button', { name: 'Record' }).click();
  await expect(dialog).toBeHidden();

  expect(await api({ act: 'settle' }, keys)).toMatchObject({
    code: 1,
    data: [{ account: '6222 0210', username: '王小明', money: '12.00', status: 1 }],
  });
  expect(await api({ act: 'query' }, keys)).toMatchObject({
    money: '18.00',
    account: '6222 0210',
    username: '王小明',
    orders: 1,
    order_today: 1,
  });
});
