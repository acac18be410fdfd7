import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { changeAccount, createAccount, removeAccount } from '@/lib/core/accounts';
import { describePayment } from '@/lib/core/allocation';
import {
  arrivalsOfOrder,
  matchArrival,
  matchUndecided,
  recordArrival,
  searchArrivals,
} from '@/lib/core/arrivals';
import { findOrder, type Order, placeOrder } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { addAccount, addMonitor, beat, open, openShop, order, type Shop } from '@/tests/support/shop';

function report(shop: Shop, paid: Order, over: Partial<Parameters<typeof recordArrival>[0]> = {}) {
  return recordArrival({
    merchantId: shop.merchantId,
    mode: 'live',
    type: 'alipay',
    accountId: shop.accountId,
    monitorId: null,
    source: 'test',
    dedupeKey: `p-${paid.id}`,
    amount: paid.payable ?? paid.price,
    paidAt: new Date(),
    raw: {},
    ...over,
  });
}

describe('another merchant', () => {
  test('does not see whose payments came in', async () => {
    const [mine, theirs] = [await openShop(), await openShop()];
    const paid = await open(await order(theirs, 1000));
    const { arrivalId } = await report(theirs, paid);
    await matchArrival({ merchantId: theirs.merchantId, arrivalId });
    await expect(matchArrival({ merchantId: mine.merchantId, arrivalId })).rejects.toThrow();
    expect(await arrivalsOfOrder({ merchantId: mine.merchantId, orderId: paid.id })).toEqual([]);
    expect(
      (await searchArrivals({ merchantId: mine.merchantId, mode: 'live', page: 1, pageSize: 9 })).total,
    ).toBe(0);
  });
});

test('a monitor that watches two accounts with one amount on both settles neither order', async () => {
  const shop = await openShop();
  await removeAccount({ merchantId: shop.merchantId, accountId: shop.accountId });
  const { monitorId } = await addMonitor(shop.merchantId);
  await beat({ merchantId: shop.merchantId, monitorId });
  await addAccount(shop.merchantId, monitorId);
  const first = await open(await order(shop, 1000));
  await addAccount(shop.merchantId, monitorId);
  await changeAccount({
    merchantId: shop.merchantId,
    accountId: first.accountId ?? 0,
    onlineSwitch: 'off',
  });
  const second = await open(await order(shop, 1000));
  expect([first.payable, second.payable]).toEqual([1000, 1000]);
  const { arrivalId } = await report(shop, second, { accountId: null, monitorId });
  const match = await matchArrival({ merchantId: shop.merchantId, arrivalId });
  expect(match).toEqual({ outcome: 'unmatched', orderId: null });
  for (const { id } of [first, second]) {
    expect((await findOrder({ merchantId: shop.merchantId, orderId: id }))?.status).toBe('pending');
  }
});

test('what a crash left recorded and undecided is matched by the sweep', async () => {
  const shop = await openShop();
  const paid = await open(await order(shop, 1000));
  await report(shop, paid);
  await sql()`update arrivals set seen_at = seen_at - interval '2 seconds' where merchant_id = ${shop.merchantId}`;
  expect(await matchUndecided({ limit: 10 })).toBe(1);
  expect(await matchUndecided({ limit: 10 })).toBe(0);
  expect((await findOrder({ merchantId: shop.merchantId, orderId: paid.id }))?.status).toBe('paid');
});

test('a removed account is offered no more, and its open order can still be paid', async () => {
  const shop = await openShop();
  const paid = await open(await order(shop, 1000));
  await removeAccount({ merchantId: shop.merchantId, accountId: shop.accountId });
  await expect(order(shop, 1000)).rejects.toMatchObject({ code: 'collection.no_channel' });
  expect((await describePayment(paid))?.qrText).toMatch(/^https:\/\/qr\.alipay\.com\//);
  const { arrivalId } = await report(shop, paid);
  expect(await matchArrival({ merchantId: shop.merchantId, arrivalId })).toMatchObject({
    outcome: 'matched',
  });
});

test('money sent for the code that was shown settles its order, though another way to pay was chosen since', async () => {
  const shop = await openShop();
  const { merchantId, credential } = shop;
  await createAccount({ merchantId, type: 'wechat', label: 'w', code: 'wxp://f2f0switch', monitorId: null });
  const ask = {
    credential,
    dialect: 'epay-v1',
    outOrderId: 'switched',
    price: fen(500),
    title: 'goods',
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: true,
    canSwitchType: true,
    pin: null,
  } as const;
  const shown = await open(await placeOrder({ ...ask, type: 'alipay' }));
  const switched = await placeOrder({ ...ask, type: 'wechat' });
  expect(switched).toMatchObject({ id: shown.id, type: 'wechat', status: 'created', payable: null });
  const reopened = await open(switched);
  expect(reopened.accountId).not.toBe(shown.accountId);
  const { arrivalId } = await report(shop, shown);
  expect(await matchArrival({ merchantId, arrivalId })).toEqual({ outcome: 'matched', orderId: shown.id });
  expect(await findOrder({ merchantId, orderId: shown.id })).toMatchObject({
    status: 'paid',
    accountId: shown.accountId,
    paid: 500,
  });
});
