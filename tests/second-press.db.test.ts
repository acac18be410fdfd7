import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { matchArrival, recordArrival } from '@/lib/core/arrivals';
import { createProduct } from '@/lib/core/catalogue';
import { databaseTime, expireDueOrders } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { signedOrder, signedOver, signedQuery } from '@/tests/support/dialect-request';
import { epayOrder } from '@/tests/support/epay-site';
import { addWechat } from '@/tests/support/lives';
import { openShop, type Shop } from '@/tests/support/shop';

/**
 * What shops do that know nothing of an order's life here: an invoice is rendered again (WHMCS, Blesta), a checkout is
 * pressed a second time (Xboard, v2board, SSPanel). Every answer must be true, and none of them a dead end.
 */
const gateway = createGateway();
let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

type Form = Record<string, string>;

async function get(path: string, form: Form): Promise<Response> {
  return gateway.fetch(new Request(`http://localhost${path}?${new URLSearchParams(form)}`));
}

async function post(
  path: string,
  form: Form,
): Promise<Record<string, never> & { code: number; data: never }> {
  const body = new URLSearchParams(form);
  const answer = await gateway.fetch(new Request(`http://localhost${path}`, { method: 'POST', body }));
  return (await answer.json()) as never;
}

/** Where the buyer's browser is sent, however it is told. */
async function tokenIn(answer: Response): Promise<string | null> {
  const text = `${answer.headers.get('location') ?? ''} ${await answer.text()}`;
  return /[?&]id=([\w-]{20,})/.exec(text)?.[1] ?? null;
}

async function press(extra: Form = {}): Promise<string | null> {
  const invoice = { out_trade_no: 'INV-2026-1', money: '10.00', name: 'Invoice 1' };
  return tokenIn(await get('/submit.php', epayOrder(shop.merchant, { ...invoice, ...extra })));
}

interface Checkout {
  readonly status: string;
  readonly realprice: string;
  readonly type: string;
  readonly order_id: number;
}

async function look(token: string | null): Promise<Checkout> {
  const answer = await get('/pay/api', { id: token ?? '', format: 'json' });
  return ((await answer.json()) as { data: Checkout }).data;
}

async function passDeadline({ isSwept }: { isSwept: boolean }): Promise<void> {
  await sql()`update orders set expires_at = now() - interval '1 second' where merchant_id = ${shop.merchantId}
    and status in ('created', 'pending')`;
  if (isSwept) await expireDueOrders({ limit: 100 });
}

async function pay(amount: number): Promise<string> {
  const { merchantId, accountId } = shop;
  const { arrivalId } = await recordArrival({
    merchantId,
    mode: 'live',
    type: 'alipay',
    accountId,
    monitorId: null,
    source: 'test',
    dedupeKey: `paid ${amount}`,
    amount: fen(amount),
    paidAt: await databaseTime(),
    raw: {},
  });
  return (await matchArrival({ merchantId, arrivalId })).outcome;
}

async function statusInEpay(): Promise<number> {
  const { pid, epayKey } = shop.merchant;
  const form = { act: 'order', pid: String(pid), key: epayKey, out_trade_no: 'INV-2026-1' };
  return ((await (await get('/api.php', form)).json()) as { status: number }).status;
}

test.each([true, false])(
  'an invoice that is rendered again after its time can be paid (swept: %s)',
  async (isSwept) => {
    const first = await press();
    expect(await look(first)).toMatchObject({ status: 'pending', realprice: '10.00' });
    await passDeadline({ isSwept });
    expect(await look(first)).toMatchObject({ status: 'expired' });
    const again = await press();
    expect(again).toBe(first);
    expect(await look(again)).toMatchObject({ status: 'pending', realprice: '10.00' });
    expect(await statusInEpay()).toBe(0);
    expect(await pay(1000)).toBe('matched');
    expect(await look(again)).toMatchObject({ status: 'paid', realprice: '10.00' });
    expect(await statusInEpay()).toBe(1);
    expect(await press()).toBeNull();
  },
);

test('the second press while the order waits is the same order, and after its time another way to pay is too', async () => {
  await addWechat(shop);
  const first = await press();
  const { order_id } = await look(first);
  expect(await press()).toBe(first);
  await passDeadline({ isSwept: true });
  expect(await press({ type: 'wxpay' })).toBe(first);
  expect(await look(first)).toMatchObject({ status: 'pending', type: 'wechat', order_id });
  expect(await press({ type: 'wxpay', money: '9.00' })).toBeNull();
});

test('a server that asks again through mapi.php gets the same number and address, alive', async () => {
  const ask = () =>
    post('/mapi.php', epayOrder(shop.merchant, { out_trade_no: 'S-1', clientip: '203.0.113.9' }));
  const first = await ask();
  expect(first).toMatchObject({ code: 1 });
  await passDeadline({ isSwept: true });
  const again = await ask();
  expect(again).toEqual(first);
  expect(await look(/id=([\w-]+)/.exec(String(again.payurl))?.[1] ?? null)).toMatchObject({
    status: 'pending',
  });
});

test.each(['/api/anypay/create', '/api/cloudpay/create'])(
  '%s opens the order again, and the query says so',
  async (path) => {
    const ask = (extra: Form = {}) => post(path, signedOrder(shop.merchant, 'G-1', extra));
    const first = await ask();
    expect(first).toMatchObject({ code: 100 });
    await passDeadline({ isSwept: true });
    const query = async () =>
      (
        (await (await get('/api/find/findOrder', signedQuery(shop.merchant, 'G-1'))).json()) as {
          data: object;
        }
      ).data;
    expect(await query()).toMatchObject({ order_status: 'expired' });
    const { data } = await ask();
    expect(data).toEqual(first.data);
    expect(await query()).toMatchObject({ order_status: 'pending' });
    expect(await ask({ price: '9.00' })).toMatchObject({ code: 208 });
  },
);

test('who paid late is not asked to pay again when the order is opened anew', async () => {
  const first = await press();
  await look(first);
  await passDeadline({ isSwept: true });
  expect(await pay(1000)).toBe('late');
  expect(await press()).toBe(first);
  const page = await (await get('/pay/api', { id: first ?? '' })).text();
  expect(page).toContain('data-state="late"');
  expect(await look(first)).toMatchObject({ status: 'pending' });
});

test('goods that are asked for again are answered at the price that is asked', async () => {
  const { merchantId } = shop;
  const parts = { merchantId, name: 'card', categoryId: null, delivery: 'none' as const };
  const { productId } = await createProduct({ ...parts, price: fen(990) });
  const signed = ['product_id', 'product_num', 'pay_type', 'out_order_id', 'custom'];
  const form = { product_id: String(productId), product_num: '2', pay_type: 'alipay', out_order_id: 'P-1' };
  const ask = () => post('/api/pay/create', signedOver(shop.merchant, signed, { ...form, custom: 'b' }));
  const first = (await ask()) as unknown as { data: { order_price: number; order_url: string } };
  expect(first.data.order_price).toBe(19.8);
  await sql()`update products set price_fen = 1000 where merchant_id = ${merchantId} and id = ${productId}`;
  expect(await ask()).toMatchObject({ data: { order_price: 19.8 } });
  await passDeadline({ isSwept: true });
  expect(await ask()).toMatchObject({ data: { order_price: 20, order_url: first.data.order_url } });
  const token = /id=([\w-]+)/.exec(first.data.order_url)?.[1] ?? null;
  expect(await look(token)).toMatchObject({ status: 'pending', realprice: '20.00' });
});

test('an order that its merchant closed is not answered as one to be paid', async () => {
  await press();
  await sql()`update orders set status = 'closed', ended_at = now() where merchant_id = ${shop.merchantId}`;
  expect(await press()).toBeNull();
  await post('/api/anypay/create', signedOrder(shop.merchant, 'G-2'));
  await sql()`update orders set status = 'closed', ended_at = now() where merchant_id = ${shop.merchantId}`;
  expect(await post('/api/anypay/create', signedOrder(shop.merchant, 'G-2'))).toMatchObject({ code: 208 });
});

test('V免签 refuses a reference that is over, as its original does, swept or not', async () => {
  const { vmqKey } = shop.credential;
  const sign = createHash('md5').update(`V-1210.00${vmqKey}`).digest('hex');
  const ask = () => post('/createOrder', { payId: 'V-1', param: '', type: '2', price: '10.00', sign });
  expect(await ask()).toMatchObject({ code: 1 });
  await passDeadline({ isSwept: false });
  expect(await ask()).toMatchObject({ code: -1, msg: '商户订单号已存在' });
  expect(await ask()).toMatchObject({ code: -1, msg: '商户订单号已存在' });
});
