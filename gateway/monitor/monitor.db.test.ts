import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { createGateway } from '@/gateway/app';
import { listMonitors, removeAccount } from '@/lib/core/accounts';
import { searchArrivals, suggestOrders } from '@/lib/core/arrivals';
import { listUnreadNotices } from '@/lib/core/monitoring';
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

test('a beat that a stranger saw is no payment, however it is cut', async () => {
  const t = String(Date.now());
  const { sign } = heart(t);
  expect(await call('/appHeart', { t, sign })).toEqual(accepted);
  const { total } = await arrivalsOf();
  for (const [from, to] of [
    [1, 4],
    [1, 3],
    [1, 2],
    [1, 5],
  ] as const) {
    const cut = { type: t.slice(0, from), price: t.slice(from, to), t: t.slice(to), sign };
    expect((await call('/appPush', cut)).body).toMatchObject({ code: -1 });
  }
  expect((await call('/appPush', { type: '', price: '', t, sign })).body).toMatchObject({ code: -1 });
  expect((await arrivalsOf()).total).toBe(total);
});

test('a push that was cut anew is refused, and the payment stands as it was told', async () => {
  const params = pushed('1.0', { type: '1' });
  expect(await call('/appPush', params)).toEqual(accepted);
  const { total } = await arrivalsOf();
  const cut = { ...params, price: `1.0${params.t.slice(0, 1)}`, t: params.t.slice(1) };
  expect((await call('/appPush', cut)).body).toMatchObject({ code: -1 });
  expect((await arrivalsOf()).total).toBe(total);
});

test('a push without a time is no payment, and counted', async () => {
  expect((await call('/appPush', pushed('66.66', { t: randomUUID() }))).body).toMatchObject({ code: -1 });
  const [seen] = await listMonitors(shop.merchantId);
  expect(seen?.lastRefusal).toBe('message_malformed');
});

test('a whole number of yuan, which no app sends, is kept for people to look at', async () => {
  const params = pushed('796');
  expect((await call('/appPush', params)).body).toMatchObject({ code: -1, msg: '金额错误' });
  const { rows } = await listUnreadNotices({ merchantId: shop.merchantId, page: 1, pageSize: 10 });
  expect(rows[0]).toMatchObject({ reason: 'amount_invalid', text: expect.stringContaining('"price":"796"') });
});

test('a payment that a phone tells twice within seconds is one, and the second telling stays in sight', async () => {
  const now = Date.now();
  const told = [0, 3_000].map((later) => pushed('61.61', { t: String(now - 3_000 + later) }));
  await Promise.all(told.map((params) => call('/appPush', params).then((a) => expect(a).toEqual(accepted))));
  // And once more, long afterwards.
  for (const params of told) expect(await call('/appPush', params)).toEqual(accepted);
  const { rows } = await arrivalsOf();
  expect(rows.filter((row) => row.amount === 6_161)).toHaveLength(1);
  const unread = await listUnreadNotices({ merchantId: shop.merchantId, page: 1, pageSize: 10 });
  expect(unread.rows.filter((row) => row.text.includes('61.61'))).toMatchObject([{ reason: 'repeated' }]);
});

test('two equal payments with more than seconds between them are two', async () => {
  const now = Date.now();
  for (const earlier of [30_000, 0]) await call('/appPush', pushed('62.62', { t: String(now - earlier) }));
  expect((await arrivalsOf()).rows.filter((row) => row.amount === 6_262)).toHaveLength(2);
});

test('a push whose clock was mended after the last beat is kept and suggested, and pays nobody by itself', async () => {
  const other = await openShop();
  await removeAccount({ merchantId: other.merchantId, accountId: other.accountId });
  const { monitorId, key } = await addMonitor(other.merchantId);
  await addAccount(other.merchantId, monitorId);
  const skewed = String(Date.now() + 3 * 3_600_000);
  await expect.poll(() => call('/appHeart', heart(skewed, key))).toEqual(accepted);
  const placed = await open(await order(other, 4_321));
  const t = String(Date.now());
  const price = (Number(placed.payable) / 100).toFixed(2);
  expect(await call('/appPush', { t, type: '2', price, sign: md5(`2${price}${t}${key}`) })).toEqual(accepted);
  const kept = () => searchArrivals({ merchantId: other.merchantId, mode: 'live', page: 1, pageSize: 10 });
  await expect
    .poll(async () => (await kept()).rows[0])
    .toMatchObject({ outcome: 'unmatched', reason: 'time_unclear' });
  const [arrival] = (await kept()).rows;
  const suggested = await suggestOrders({ merchantId: other.merchantId, arrivalId: arrival?.id ?? 0 });
  expect(suggested).toMatchObject([{ orderId: placed.id }]);
  expect(await findOrder({ merchantId: other.merchantId, orderId: placed.id })).toMatchObject({
    status: 'pending',
  });
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
