import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createAccount } from '@/lib/core/accounts';
import { chooseType, eventsOfOrder, type Order, placeOrder, watchOrders } from '@/lib/core/orders';
import type { PayType } from '@/lib/core/vocabulary';
import { fen } from '@/lib/platform/money';
import { open, openShop, order, type Shop } from '@/tests/support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  const { merchantId } = shop;
  await createAccount({ merchantId, type: 'wechat', label: 'till', code: 'wxp://f2f0abc', monitorId: null });
});

function placeOpen(choices: readonly PayType[] = ['alipay', 'wechat']): Promise<Order> {
  return placeOrder({
    credential: shop.credential,
    dialect: 'gatepay-v1',
    outOrderId: randomUUID(),
    type: null,
    choices,
    price: fen(1000),
    title: 'goods',
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
  });
}

describe('the buyer’s choice', () => {
  test('is taken from what the order offers, and is part of its story', async () => {
    const placed = await placeOpen();
    expect(await chooseType(placed.token, 'wechat')).toMatchObject({ type: 'wechat', status: 'created' });
    const events = await eventsOfOrder({ merchantId: shop.merchantId, orderId: placed.id });
    expect(events).toMatchObject([{ kind: 'chosen', actor: 'buyer', data: { type: 'wechat' } }]);
  });

  test('is told to the waiting checkouts, once', async () => {
    const placed = await placeOpen();
    const heard: string[] = [];
    const stop = await watchOrders(({ token }) => heard.push(token));
    await chooseType(placed.token, 'alipay');
    await chooseType(placed.token, 'alipay');
    await open(placed);
    await expect.poll(() => heard).toEqual([placed.token, placed.token]);
    await stop();
  });

  test('may be another one until a code was shown', async () => {
    const placed = await placeOpen();
    await chooseType(placed.token, 'wechat');
    expect(await chooseType(placed.token, 'alipay')).toMatchObject({ type: 'alipay' });
    expect(await open(placed)).toMatchObject({ type: 'alipay', status: 'pending' });
    expect(await chooseType(placed.token, 'wechat')).toMatchObject({ type: 'alipay', status: 'pending' });
  });

  test('is one of two that come at the same moment', async () => {
    const placed = await placeOpen();
    await Promise.all([chooseType(placed.token, 'wechat'), chooseType(placed.token, 'alipay')]);
    const pending = await open(placed);
    expect(['wechat', 'alipay']).toContain(pending.type);
    expect(pending.status).toBe('pending');
  });

  test('of what the order does not offer is refused', async () => {
    const mixed = await placeOpen();
    await expect(chooseType(mixed.token, 'qq')).rejects.toMatchObject({ code: 'order.choice_invalid' });
    const fixed = await order(shop, 1000);
    await expect(chooseType(fixed.token, 'wechat')).rejects.toMatchObject({ code: 'order.choice_invalid' });
  });

  test('comes too late once the time is over, before the sweep too', async () => {
    const placed = await placeOpen();
    await sql()`update orders set expires_at = now() - interval '1 second' where id = ${placed.id}`;
    expect(await chooseType(placed.token, 'alipay')).toMatchObject({ type: null, status: 'expired' });
  });

  test('of an unknown address is nobody’s', async () => {
    expect(await chooseType('AAAAAAAAAAAAAAAAAAAAAA', 'alipay')).toBeNull();
  });
});
