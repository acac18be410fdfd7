import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { createGateway } from '@/gateway/app';
import { listMonitors, removeAccount } from '@/lib/core/accounts';
import { searchArrivals } from '@/lib/core/arrivals';
import { findOrder } from '@/lib/core/orders';
import { addAccount, addMonitor, open, openShop, order, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

let shop: Shop;
let monitor: { monitorId: number; key: string };
beforeAll(async () => {
  shop = await openShop();
  // Orders must go to the account that the monitor watches, whatever the strategy draws.
  await removeAccount({ merchantId: shop.merchantId, accountId: shop.accountId });
  monitor = await addMonitor(shop.merchantId);
  await addAccount(shop.merchantId, monitor.monitorId);
});

async function call(path: string, params: Record<string, string>, init?: RequestInit) {
  const address = init === undefined ? `${path}?${new URLSearchParams(params)}` : path;
  const response = await gateway.fetch(new Request(`http://localhost${address}`, init));
  return { status: response.status, body: await response.json() };
}

const accepted = { status: 200, body: { code: 1, msg: '成功', data: null } };
const unsigned = { status: 200, body: { code: -1, msg: '签名校验不通过', data: null } };

const heart = (t: string, key = monitor.key) => ({ t, sign: md5(t + key) });
const pushed = (price: string, extra: Record<string, string> = {}) => {
  const params = { t: String(Date.now()), type: '2', price, ...extra };
  return { ...params, sign: md5(params.type + params.price + params.t + monitor.key) };
};
const arrivalsOf = () =>
  searchArrivals({ merchantId: shop.merchantId, mode: 'live', page: 1, pageSize: 100 });

test('a heartbeat says that the monitor is alive, by GET or POST, in milliseconds or seconds', async () => {
  expect(await call('/appHeart', heart(String(Date.now())))).toEqual(accepted);
  const seconds = heart(String(Math.floor(Date.now() / 1000)));
  expect(await call('/appHeart/', {}, { method: 'POST', body: new URLSearchParams(seconds) })).toEqual(
    accepted,
  );
  const [seen] = await listMonitors(shop.merchantId);
  expect(seen?.lastSeenAt).not.toBeNull();
});

test('a foreign, an empty or no signature is refused', async () => {
  const t = String(Date.now());
  expect(await call('/appHeart', heart(t, 'x'))).toEqual(unsigned);
  expect(await call('/appHeart', { t, sign: '' })).toEqual(unsigned);
  expect(await call('/appHeart', {})).toEqual(unsigned);
  expect(await call('/appPush', { ...pushed('1.0'), price: '100.0' })).toEqual(unsigned);
});

test('a push is stored before it is answered, and pays the order that asked for this amount', async () => {
  const placed = await order(shop, 8_888);
  const { payable, merchantId, id: orderId } = await open(placed);
  const price = String(Number(payable) / 100);
  expect(await call('/appPush', pushed(price))).toEqual(accepted);
  const { rows } = await arrivalsOf();
  expect(rows.some((row) => row.amount === payable)).toBe(true);
  await expect.poll(async () => (await findOrder({ merchantId, orderId }))?.status).toBe('paid');
});

test('a push alone says that its monitor is alive', async () => {
  const quiet = await addMonitor(shop.merchantId);
  const params = { t: String(Date.now()), type: '2', price: '5.55' };
  const sign = md5(params.type + params.price + params.t + quiet.key);
  await expect.poll(() => call('/appPush', { ...params, sign })).toEqual(accepted);
  const seen = (await listMonitors(shop.merchantId)).find(({ id }) => id === quiet.monitorId);
  expect(seen).toMatchObject({ isAlive: true });
});

test('the same push again is answered alike and recorded once', async () => {
  const params = pushed('77.77');
  expect(await call('/appPush', params)).toEqual(accepted);
  expect(await call('/appPush', { ...params, sign: params.sign.toUpperCase() })).toEqual(accepted);
  const { rows } = await arrivalsOf();
  expect(rows.filter((row) => row.amount === 7_777)).toHaveLength(1);
});

test('ten million yuan as Java prints them are read to the fen', async () => {
  expect(await call('/appPush', pushed('1.0E7'))).toEqual(accepted);
  const { rows } = await arrivalsOf();
  expect(rows.some((row) => row.amount === 1_000_000_000)).toBe(true);
});

test('a payment whose report tells no usable time is kept as of now', async () => {
  expect(await call('/appPush', pushed('66.66', { t: randomUUID() }))).toEqual(accepted);
});

test('an amount that is none and a way to pay that is none are refused', async () => {
  expect((await call('/appPush', pushed('0.001'))).body).toMatchObject({ code: -1, msg: '金额错误' });
  expect((await call('/appPush', pushed('1.0', { type: '9' }))).body).toMatchObject({ code: -1 });
});

test('the key of a removed monitor opens nothing', async () => {
  const { removeMonitor } = await import('@/lib/core/accounts');
  const gone = await addMonitor(shop.merchantId);
  await removeMonitor({ merchantId: shop.merchantId, monitorId: gone.monitorId });
  await expect.poll(() => call('/appHeart', heart(String(Date.now()), gone.key))).toEqual(unsigned);
});
