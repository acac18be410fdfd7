import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { changeProduct, goodsOfOrder } from '@/lib/core/catalogue';
import { eventsOfOrder, findOrder } from '@/lib/core/orders';
import { createLink } from '@/lib/core/quick-pay';
import { age, arrive, ask, buy, expire, keyOf, keysOf, limitPlan, stock } from '@/tests/support/lives';
import { open, openShop, type Shop } from '@/tests/support/shop';

/** What another life takes anew: goods at their price, and places under the limits of a plan and of a link. */

describe('goods', () => {
  async function setPrice(shop: Shop, productId: number, price: number): Promise<void> {
    await sql()`update products set price_fen = ${price} where merchant_id = ${shop.merchantId} and id = ${productId}`;
  }

  test('are reserved anew at today’s price, which is what is answered and asked', async () => {
    const shop = await openShop();
    const productId = await stock(shop, 2);
    const first = await open(await buy(shop, productId));
    await expire(first);
    expect(await keysOf(productId)).toEqual({ unsold: 2 });
    await setPrice(shop, productId, 1290);
    const again = await buy(shop, productId);
    expect(again).toMatchObject({
      id: first.id,
      token: first.token,
      price: 1290,
      status: 'created',
      life: 2,
    });
    expect(await keysOf(productId)).toEqual({ unsold: 1, locked: 1 });
    expect(await open(again)).toMatchObject({ payable: 1290 });
    expect(await goodsOfOrder(keyOf(first))).toMatchObject([{ unitPrice: 1290, quantity: 1 }]);
    expect((await eventsOfOrder(keyOf(first))).find(({ kind }) => kind === 'reopened')?.data).toMatchObject({
      priceFen: 1290,
    });
  });

  test('paid for in an earlier life cost what was asked then', async () => {
    const shop = await openShop();
    const productId = await stock(shop, 2);
    const first = await open(await buy(shop, productId));
    await expire(first);
    await setPrice(shop, productId, 1290);
    await open(await buy(shop, productId));
    expect(await arrive(shop, 990, first.createdAt)).toMatchObject({ outcome: 'matched', orderId: first.id });
    expect(await findOrder(keyOf(first))).toMatchObject({
      status: 'paid',
      price: 990,
      paid: 990,
      payable: 990,
    });
    expect(await goodsOfOrder(keyOf(first))).toMatchObject([{ unitPrice: 990, owed: 0 }]);
    expect(await keysOf(productId)).toEqual({ unsold: 1, sold: 1 });
  });

  test('that ran out, or are off sale, leave the order expired and say so', async () => {
    const shop = await openShop();
    const productId = await stock(shop, 1);
    const first = await buy(shop, productId);
    await expire(first);
    await buy(shop, productId, 1, { outOrderId: 'G-2' });
    await expect(buy(shop, productId)).rejects.toMatchObject({ code: 'product.out_of_stock' });
    await changeProduct({ merchantId: shop.merchantId, productId, isOnSale: false } as never);
    await expect(buy(shop, productId)).rejects.toMatchObject({ code: 'product.off_sale' });
    expect(await findOrder(keyOf(first))).toMatchObject({ status: 'expired', life: 1 });
    expect(await keysOf(productId)).toEqual({ locked: 1 });
  });

  test('other goods get the reference after ten days, and none of the old order’s keys', async () => {
    const shop = await openShop();
    const productId = await stock(shop, 3);
    const first = await buy(shop, productId);
    await expire(first);
    await expect(buy(shop, productId, 2)).rejects.toMatchObject({
      code: 'order.reference_taken',
    });
    await age(first, '11 days');
    await expect(buy(shop, productId, 4)).rejects.toMatchObject({
      code: 'product.out_of_stock',
    });
    expect(await findOrder(keyOf(first))).toMatchObject({ outOrderId: 'G-1' });
    const anew = await buy(shop, productId, 2);
    expect(anew.id).not.toBe(first.id);
    expect(await keysOf(productId)).toEqual({ locked: 2, unsold: 1 });
  });
});

describe('limits', () => {
  test('a plan counts another life like another order, of the day on which it begins', async () => {
    const shop = await openShop();
    await limitPlan(shop, 2);
    const first = await ask(shop);
    await expire(first);
    await ask(shop, { outOrderId: 'b' });
    await ask(shop, { outOrderId: 'c' });
    await expect(ask(shop)).rejects.toMatchObject({ code: 'plan.quota_spent' });
    expect(await findOrder(keyOf(first))).toMatchObject({ status: 'expired', life: 1 });
    await sql()`update orders set plan_day = plan_day - 1 where merchant_id = ${shop.merchantId}`;
    expect(await ask(shop)).toMatchObject({ id: first.id, life: 2 });
    const [row] = await sql()<{ isToday: boolean }[]>`
      select plan_day = (now() at time zone 'Asia/Shanghai')::date as is_today from orders where id = ${first.id}`;
    expect(row?.isToday).toBe(true);
    await sql()`update merchant_plans set expires_at = now() - interval '1 millisecond' where merchant_id = ${shop.merchantId}`;
    await expire(first);
    await expect(ask(shop)).rejects.toMatchObject({ code: 'plan.expired' });
  });

  test('a quick-pay link counts it too, whoever asks', async () => {
    const shop = await openShop({ isQuickPayOpen: true });
    const { merchantId } = shop;
    const terms = { title: 'tea', contactLabel: 'QQ', min: null, max: null, presets: [], skin: 0 as const };
    const limits = { closedMessage: '', expiresAt: null, paymentsMax: 1, dailyMax: null };
    const { linkId } = await createLink({ merchantId, mode: 'live', ...terms, ...limits });
    const tap = (outOrderId: string) => ask(shop, { outOrderId, linkId });
    const first = await tap('one');
    await expire(first);
    const second = await tap('two');
    await expect(tap('one')).rejects.toThrow('full');
    await expire(second);
    expect(await tap('one')).toMatchObject({ id: first.id, life: 2 });
    await expect(tap('two')).rejects.toThrow('full');
  });
});
