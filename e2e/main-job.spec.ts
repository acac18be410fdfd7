import { randomUUID } from 'node:crypto';
import { scan } from '@/e2e/support/scan';
import { expect, test } from '@/e2e/support/test';
import {
  callbackFields,
  isCallbackSigned,
  isReturnSigned,
  type MerchantSite,
  openMerchantSite,
  readCheckout,
} from '@/tests/support/merchant-site';
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

function orderShow(outOrderId: string) {
  return product.matou('order', 'show', '--merchant', site.merchantId, '--out-order-id', outOrderId);
}

interface Shown {
  readonly status: string;
  readonly arrivals: { outcome: string; amount: string }[];
  readonly events: { kind: string }[];
  readonly callback: { eventId: string; status: string } | null;
}

async function shown(outOrderId: string): Promise<Shown> {
  return (await orderShow(outOrderId)) as unknown as Shown;
}

test('an order is made, scanned, paid, told and sent back, all by signatures that the merchant checks himself', async ({
  page,
}) => {
  const reference = randomUUID();
  const answer = await site.anypay({ out_order_id: reference, price: '10.00' });
  expect(answer.code).toBe(100);

  await page.goto(answer.data.pay_url);
  await expect(page.getByText('10.00').first()).toBeVisible();
  const { data } = await readCheckout(answer.data.pay_url);
  expect(await scan(page)).toBe(data.qrcode);

  expect(await site.push(data.realprice)).toMatchObject({ code: 1 });
  const [callback] = await site.receiver.waitFor(1, ({ path }) => path === '/notify');
  if (callback === undefined) throw new Error('no callback');
  expect(callback.method).toBe('GET');
  const fields = callbackFields(callback);
  expect(isCallbackSigned(site, fields)).toBe(true);
  expect(Object.fromEntries(fields)).toMatchObject({
    appkey: site.appkey,
    out_order_id: reference,
    price: '10.00',
    realprice: '10.00',
    type: 'alipay',
    extend: '买家 terry',
  });

  await page.waitForURL(`${site.receiver.url}/return**`);
  const returned = new URL(page.url()).searchParams;
  expect(isReturnSigned(site, returned)).toBe(true);
  expect(returned.get('out_order_id')).toBe(reference);
});

test('cloudpay is told by POST, and the second buyer of the same price pays another amount', async ({
  page,
}) => {
  const [first, second] = [randomUUID(), randomUUID()];
  await readCheckout((await site.cloudpay({ out_order_id: first })).data.pay_url);
  const answer = await site.cloudpay({ out_order_id: second });
  await page.goto(answer.data.pay_url);
  await expect(page.getByText('9.99').first()).toBeVisible();
  await site.push('9.99');
  const [callback] = await site.receiver.waitFor(1);
  expect(callback?.method).toBe('POST');
  const fields = new URLSearchParams(callback?.body);
  expect(isCallbackSigned(site, fields)).toBe(true);
  expect(fields.get('out_order_id')).toBe(second);
  expect([fields.get('price'), fields.get('realprice')]).toEqual(['10.00', '9.99']);
  await page.waitForURL(`${site.receiver.url}/return**`);
  expect((await shown(first)).status).toBe('pending');
});

test('the pretend wallet pays a test order on the same path', async ({ page, context }) => {
  const answer = await site.anypay({ type: 'wechat' }, site.trial);
  await page.goto(answer.data.pay_url);
  const { data } = await readCheckout(answer.data.pay_url);
  expect(await scan(page)).toBe(data.qrcode);
  const wallet = await context.newPage();
  await wallet.goto(data.qrcode);
  await wallet.getByRole('button').first().click();
  const [callback] = await site.receiver.waitFor(1, ({ path }) => path === '/notify');
  expect(isCallbackSigned(site.trial, callback?.query ?? new URLSearchParams())).toBe(true);
  await page.waitForURL(`${site.receiver.url}/return**`);
  expect(isReturnSigned(site.trial, new URL(page.url()).searchParams)).toBe(true);
});

test('an order that nobody pays expires, and the buyer is sent to the timeout address', async ({ page }) => {
  const reference = randomUUID();
  await product.matou('merchant', 'set', '--merchant', site.merchantId, '--order-ttl', '5');
  const answer = await site.anypay({ out_order_id: reference });
  await page.goto(answer.data.pay_url);
  await page.waitForURL(`${site.receiver.url}/timeout**`);
  expect((await shown(reference)).status).toBe('expired');
  expect(site.receiver.requests.filter(({ path }) => path === '/notify')).toEqual([]);
});

test('a wrong amount pays nobody, and is kept', async ({ page }) => {
  const reference = randomUUID();
  const answer = await site.anypay({ out_order_id: reference });
  await page.goto(answer.data.pay_url);
  expect(await site.push('9.98')).toMatchObject({ code: 1 });
  const report = await product.matou('arrival', 'report', '--account', site.accountId, '--amount', '10.01');
  expect(report).toMatchObject({ outcome: 'unmatched', orderId: null });
  expect((await readCheckout(answer.data.pay_url)).data.status).toBe('pending');
  expect(await shown(reference)).toMatchObject({ status: 'pending', arrivals: [], callback: null });
});

test("a late payment is kept and shown, and the merchant's word settles it", async ({ page }) => {
  const reference = randomUUID();
  await product.matou(
    'merchant',
    'set',
    '--merchant',
    site.merchantId,
    '--order-ttl',
    '5',
    '--timeout-url',
    '',
  );
  const answer = await site.anypay({ out_order_id: reference });
  await page.goto(answer.data.pay_url);
  await expect.poll(async () => (await shown(reference)).status).toBe('expired');
  await site.push('10.00');
  await expect
    .poll(async () => (await shown(reference)).arrivals)
    .toMatchObject([{ outcome: 'late', amount: '10.00' }]);
  expect(await shown(reference)).toMatchObject({ status: 'expired', callback: null });
  await page.reload();
  await expect(page.getByRole('heading').first()).toContainText('到账');
});

test('a repeated push settles once and tells the shop under one id', async ({ page }) => {
  const reference = randomUUID();
  const answer = await site.anypay({ out_order_id: reference });
  await page.goto(answer.data.pay_url);
  const timeMs = Date.now();
  const replies = await Promise.all(Array.from({ length: 8 }, () => site.push('10.00', timeMs)));
  expect(replies.every(({ code }) => code === 1)).toBe(true);
  await site.receiver.waitFor(1, ({ path }) => path === '/notify');
  await site.push('10.00', timeMs);
  await page.waitForURL(`${site.receiver.url}/return**`);
  const final = await shown(reference);
  expect(final.arrivals).toHaveLength(1);
  expect(final.callback?.status).toBe('delivered');
  const ids = site.receiver.requests.flatMap(({ headers }) => headers['webhook-id'] ?? []);
  expect(new Set(ids)).toEqual(new Set([final.callback?.eventId]));
});
