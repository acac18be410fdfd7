import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { callbackOfOrder } from '@/lib/core/callbacks';
import { createMerchant, findCredential } from '@/lib/core/merchants';
import {
  closeOrder,
  eventsOfOrder,
  expireDueOrders,
  extendAfterRestart,
  findOrder,
  findOrderByToken,
  type Order,
  placeOrder,
  searchOrders,
  settleByHand,
  watchOrders,
} from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { addAccount, addMonitor, open, openShop, order, type Shop } from '@/tests/support/shop';

function place(shop: Shop, over: Partial<Parameters<typeof placeOrder>[0]> = {}) {
  return placeOrder({
    credential: shop.credential,
    dialect: 'cloudpay',
    outOrderId: 'ref',
    type: 'alipay',
    price: fen(1000),
    title: 'goods',
    attachment: '买家',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
    ...over,
  });
}

function keyOf(one: Order) {
  return { merchantId: one.merchantId, orderId: one.id };
}

async function endTime(one: Order): Promise<void> {
  await sql()`update orders set expires_at = now() - interval '1 second' where id = ${one.id}`;
}

describe('placing', () => {
  test('the same content finds the first order, and what the merchant closed is not offered again', async () => {
    const shop = await openShop();
    const first = await place(shop);
    expect(await place(shop)).toEqual(first);
    await closeOrder({ ...keyOf(first), actor: 'merchant:1' });
    await expect(place(shop)).rejects.toMatchObject({ code: 'order.reference_closed' });
    expect(await findOrder(keyOf(first))).toMatchObject({ status: 'closed', life: 1 });
  });

  test.each([
    ['price', { price: fen(1001) }],
    ['attachment', { attachment: 'somebody else' }],
    ['title', { title: 'other goods' }],
    ['dialect', { dialect: 'gatepay-v1' as const }],
    ['notify address', { notifyUrl: 'http://127.0.0.1:9/other' }],
  ])('another %s under the same reference is refused', async (_, change) => {
    const shop = await openShop();
    await place(shop);
    await expect(place(shop, change)).rejects.toMatchObject({ code: 'order.reference_taken' });
  });

  test('order numbers have sixteen digits and are not used twice', async () => {
    const shop = await openShop();
    const ids = (await Promise.all(Array.from({ length: 50 }, () => order(shop, 100)))).map(({ id }) => id);
    expect(ids.every((id) => /^\d{16}$/.test(String(id)) && Number.isSafeInteger(id))).toBe(true);
    expect(new Set(ids).size).toBe(50);
  });

  test('two merchants may use one reference', async () => {
    const [mine, theirs] = [await openShop(), await openShop()];
    expect((await place(mine)).id).not.toBe((await place(theirs)).id);
  });

  test('test keys meet the simulator alone', async () => {
    const shop = await openShop();
    const credential = await findCredential(shop.merchantId, 'test');
    const trial = await open(
      await place(shop, { credential: credential ?? shop.credential, type: 'wechat' }),
    );
    const [account] = await sql()`select channel, mode from accounts where id = ${trial.accountId}`;
    expect(account).toEqual({ channel: 'simulator', mode: 'test' });
  });

  test('without addresses, with a closed method or without an account the order is refused by name', async () => {
    const shop = await openShop();
    const bare = { ...shop.credential, notifyUrl: null };
    await expect(place(shop, { credential: bare })).rejects.toMatchObject({
      code: 'order.notify_url_missing',
    });
    const noReturn = { ...shop.credential, returnUrl: null };
    await expect(place(shop, { credential: noReturn })).rejects.toMatchObject({
      code: 'order.return_url_missing',
    });
    const closed = { ...shop.credential, openTypes: ['wechat' as const] };
    await expect(place(shop, { credential: closed })).rejects.toMatchObject({
      code: 'merchant.method_closed',
    });
    await expect(place(shop, { type: 'wechat' })).rejects.toMatchObject({ code: 'collection.no_channel' });
    const suspended = { ...shop.credential, status: 'suspended' as const };
    await expect(place(shop, { credential: suspended })).rejects.toMatchObject({
      code: 'merchant.suspended',
    });
  });

  test('an address that came with the order leads only to hosts that the merchant registered', async () => {
    const shop = await openShop();
    const placed = await place(shop, { notifyUrl: 'http://127.0.0.1:8080/here' });
    expect(placed.notifyUrl).toBe('http://127.0.0.1:8080/here');
    const evil = place(shop, { outOrderId: 'ref2', notifyUrl: 'https://evil.example/' });
    await expect(evil).rejects.toMatchObject({ code: 'order.address_not_allowed' });
  });

  test('a merchant without registered addresses may bring them with the order', async () => {
    const shop = await openShop();
    const credential = { ...shop.credential, notifyUrl: null, returnUrl: null };
    const addresses = { notifyUrl: 'https://shop.example/n', returnUrl: 'https://shop.example/r' };
    expect(await place(shop, { credential, ...addresses })).toMatchObject(addresses);
  });
});

describe('allocation', () => {
  test('goes down from the price, and never below one fen', async () => {
    const shop = await openShop();
    const placed = await Promise.all([3, 3, 3, 1].map((price) => order(shop, price)));
    const amounts = [];
    for (const [index, one] of placed.slice(0, 2).entries()) {
      amounts.push((await open(one, `198.51.100.${index}`)).payable);
    }
    expect(amounts).toEqual([3, 2]);
    // One fen is the least room, and the price of one fen has none.
    expect((await open(placed[3] as Order)).payable).toBe(1);
    await expect(open(placed[2] as Order, '198.51.100.9')).rejects.toMatchObject({
      code: 'collection.amounts_taken',
    });
  });

  test('never happens after the deadline, even when nothing has expired the order yet', async () => {
    const shop = await openShop();
    const placed = await order(shop, 1000);
    await endTime(placed);
    expect(await open(placed)).toMatchObject({ status: 'expired', payable: null });
    expect(await expireDueOrders({ limit: 10 })).toBe(1);
  });

  test('goes up when the merchant wants it so', async () => {
    const shop = await openShop({ amountDirection: 'up' });
    expect((await open(await order(shop, 500))).payable).toBe(500);
    expect((await open(await order(shop, 500))).payable).toBe(501);
  });

  test('a released amount rests before another order gets it', async () => {
    const shop = await openShop();
    const first = await open(await order(shop, 1000));
    await sql()`update allocations set held_at = now() - interval '11 seconds' where order_id = ${first.id}`;
    await closeOrder({ ...keyOf(first), actor: 'merchant:1' });
    expect((await open(await order(shop, 1000))).payable).toBe(999);
    await sql()`update allocations set released_at = now() - interval '601 seconds' where order_id = ${first.id}`;
    expect((await open(await order(shop, 1000))).payable).toBe(1000);
  });

  test('an account whose monitor was not heard of is not offered, and its first beat brings it online', async () => {
    const shop = await openShop();
    await sql()`update accounts set is_removed = true where merchant_id = ${shop.merchantId} and mode = 'live'`;
    const { monitorId } = await addMonitor(shop.merchantId);
    await addAccount(shop.merchantId, monitorId);
    await expect(order(shop, 1000)).rejects.toMatchObject({ code: 'collection.no_channel' });
    await sql()`update monitors set last_seen_at = now() where id = ${monitorId}`;
    expect((await open(await order(shop, 1000))).status).toBe('pending');
    await sql()`update monitors set last_seen_at = now() - interval '91 seconds' where id = ${monitorId}`;
    await expect(order(shop, 1000)).rejects.toMatchObject({ code: 'collection.no_channel' });
  });

  test('smart leaves out the account of the last completed trade, unless it is the only one', async () => {
    const shop = await openShop({ strategy: 'smart' });
    const first = await open(await order(shop, 1000));
    await settleByHand({ ...keyOf(first), actor: 'merchant:1', reason: 'r', amount: fen(1000) });
    expect((await open(await order(shop, 2000))).accountId).toBe(shop.accountId);
    const { accountId: other } = await addAccount(shop.merchantId);
    for (let index = 0; index < 10; index += 1) {
      expect((await open(await order(shop, 3000 + index))).accountId).toBe(other);
    }
  });

  test('even leaves out the account that took most today', async () => {
    const shop = await openShop({ strategy: 'even' });
    const first = await open(await order(shop, 1000));
    await settleByHand({ ...keyOf(first), actor: 'merchant:1', reason: 'r', amount: fen(1000) });
    const { accountId: other } = await addAccount(shop.merchantId);
    for (let index = 0; index < 10; index += 1) {
      expect((await open(await order(shop, 3000 + index))).accountId).toBe(other);
    }
  });
});

describe('the end', () => {
  test('an order expires once, gives its amount back and says so in its story', async () => {
    const shop = await openShop();
    const pending = await open(await order(shop, 1000));
    await endTime(pending);
    expect(await expireDueOrders({ limit: 10 })).toBe(1);
    expect(await expireDueOrders({ limit: 10 })).toBe(0);
    expect(await findOrder(keyOf(pending))).toMatchObject({ status: 'expired' });
    expect((await eventsOfOrder(keyOf(pending))).map(({ kind }) => kind)).toEqual(['allocated', 'expired']);
    const [held] = await sql()`select released_at from allocations where order_id = ${pending.id}`;
    expect(held?.releasedAt).not.toBeNull();
  });

  test('after a restart, older open orders get two more minutes and younger ones none', async () => {
    const shop = await openShop();
    const older = await open(await order(shop, 1000));
    await endTime(older);
    const [{ now } = { now: new Date() }] = await sql()<{ now: Date }[]>`select clock_timestamp() as now`;
    await sql()`update orders set created_at = created_at - interval '1 second' where id = ${older.id}`;
    expect(await extendAfterRestart(new Date(now.getTime()))).toBeGreaterThanOrEqual(1);
    const younger = await open(await order(shop, 1000));
    await endTime(younger);
    await expireDueOrders({ limit: 10 });
    const extended = await findOrder(keyOf(older));
    expect(extended?.status).toBe('pending');
    expect((extended?.expiresAt.getTime() ?? 0) - now.getTime()).toBeGreaterThan(119_000);
    expect((await findOrder(keyOf(younger)))?.status).toBe('expired');
  });

  test("the merchant's word settles an expired order, marks it, and tells the shop", async () => {
    const shop = await openShop();
    const pending = await open(await order(shop, 1000));
    await endTime(pending);
    await expireDueOrders({ limit: 10 });
    const request = { ...keyOf(pending), actor: 'merchant:1', reason: 'seen in the app', amount: fen(900) };
    const paid = await settleByHand(request);
    expect(paid).toMatchObject({ status: 'paid', paid: 900, oddities: ['manual', 'under', 'late'] });
    expect(await callbackOfOrder(keyOf(pending))).toMatchObject({ status: 'waiting' });
    await expect(settleByHand(request)).rejects.toMatchObject({ code: 'order.state_forbids' });
    await expect(closeOrder(request)).rejects.toMatchObject({ code: 'order.state_forbids' });
  });

  test("another merchant's order cannot be told from one that never existed", async () => {
    const [mine, theirs] = [await openShop(), await openShop()];
    const placed = await order(theirs, 1000);
    const foreign = {
      merchantId: mine.merchantId,
      orderId: placed.id,
      actor: 'm',
      reason: 'r',
      amount: fen(1),
    };
    const nowhere = { ...foreign, orderId: 1 };
    for (const key of [foreign, nowhere]) {
      expect(await findOrder(key)).toBeNull();
      expect(await eventsOfOrder(key)).toEqual([]);
      await expect(settleByHand(key)).rejects.toMatchObject({ code: 'order.unknown' });
      await expect(closeOrder(key)).rejects.toMatchObject({ code: 'order.state_forbids' });
    }
    expect((await findOrderByToken(placed.token))?.status).toBe('created');
  });

  test('waiting checkouts hear of every move', async () => {
    const shop = await openShop();
    const heard: string[] = [];
    const stop = await watchOrders(({ token }) => heard.push(token));
    const placed = await order(shop, 1000);
    const pending = await open(placed);
    await settleByHand({ ...keyOf(pending), actor: 'm', reason: 'r', amount: fen(1000) });
    await expect.poll(() => heard).toEqual([placed.token, placed.token]);
    await stop();
  });
});

test('one search box finds an order by each of its numbers, its contact and its amount', async () => {
  const shop = await openShop();
  const wanted = await open(await place(shop, { outOrderId: 'A_100%', attachment: 'terry@example.com' }));
  await open(await order(shop, 7700, 'B-1'));
  const search = async (text: string) => {
    const { rows, total } = await searchOrders({
      merchantId: shop.merchantId,
      mode: 'live',
      text,
      page: 1,
      pageSize: 10,
    });
    expect(total).toBe(rows.length);
    return rows.map(({ outOrderId }) => outOrderId);
  };
  for (const text of [String(wanted.id), 'A_100%', 'A_1', 'terry', '10.00', '¥10', ' 10.00 ']) {
    expect(await search(text)).toEqual(['A_100%']);
  }
  expect(await search('%')).toEqual([]);
  expect(await search('nothing')).toEqual([]);
  const all = await searchOrders({
    merchantId: shop.merchantId,
    mode: 'live',
    page: 1,
    pageSize: 10,
    status: 'pending',
  });
  expect(all.total).toBe(2);
});

test('the database itself refuses what the code must never do', async () => {
  const shop = await openShop();
  const pending = await open(await order(shop, 1000));
  const { id: stranger } = await order(shop, 1000);
  const twin = sql()`insert into allocations (merchant_id, account_id, order_id, payable_fen)
    values (${shop.merchantId}, ${shop.accountId}, ${stranger}, ${pending.payable})`;
  await expect(twin).rejects.toThrow('allocations_live_amount');
  const unpaid = sql()`update orders set status = 'paid' where id = ${pending.id}`;
  await expect(unpaid).rejects.toThrow('orders_paid_is_dated');
  const { merchantId } = await createMerchant({ name: 'x', email: `x${pending.id}@shop.example` });
  const foreign = sql()`insert into allocations (merchant_id, account_id, order_id, payable_fen)
    values (${merchantId}, ${shop.accountId}, ${pending.id}, 5)`;
  await expect(foreign).rejects.toThrow('foreign key');
});
