import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { signaturePin } from '@/lib/core/merchants';
import { closeOrder, expireDueOrders, findOrder, type Order, type OrderStatus } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import {
  age,
  arrive,
  ask,
  buy,
  expire,
  heldBy,
  keyOf,
  keysOf,
  limitPlan,
  overdue,
  stock,
  storyOf,
} from '@/tests/support/lives';
import { open, openShop, type Shop } from '@/tests/support/shop';

/** A second press against everything that may happen at the same moment. */

const WAYS = 64;

function ways<T>(work: (way: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
  return Promise.allSettled(Array.from({ length: WAYS }, (_, way) => work(way)));
}

function fulfilled<T>(results: PromiseSettledResult<T>[]): T[] {
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

describe('64 ways at once', () => {
  test('asking again at the end of its time is one life and one order for everybody', async () => {
    const shop = await openShop();
    const first = await open(await ask(shop));
    await overdue(first);
    const results = fulfilled(await ways(() => ask(shop)));
    expect(results).toHaveLength(WAYS);
    expect(new Set(results.map(({ id, life }) => `${id}:${life}`))).toEqual(new Set([`${first.id}:2`]));
    expect(await storyOf(first)).toEqual(['allocated', 'expired', 'reopened']);
  });

  test('asking again, sweeping and opening leave one amount held, and one life more', async () => {
    const shop = await openShop();
    const first = await open(await ask(shop));
    await overdue(first);
    const work = [() => ask(shop), () => open(first), () => expireDueOrders({ limit: 10 })] as const;
    await ways((way) => (work[way % work.length] as () => Promise<unknown>)());
    await open(first);
    expect(await findOrder(keyOf(first))).toMatchObject({ status: 'pending', life: 2 });
    expect(await heldBy(first)).toBe(1);
  });

  test('goods asked for again are reserved once', async () => {
    const shop = await openShop();
    const productId = await stock(shop, 3);
    const press = () => buy(shop, productId, 2, { pin: signaturePin('pay', ['G-1']) });
    const first = await press();
    await overdue(first);
    const results = fulfilled(await ways(press));
    expect(results).toHaveLength(WAYS);
    expect(new Set(results.map(({ id, life }) => `${id}:${life}`))).toEqual(new Set([`${first.id}:2`]));
    expect(await keysOf(productId)).toEqual({ locked: 2, unsold: 1 });
  });

  test('other content after ten days makes one new order, also under a limited plan', async () => {
    const shop = await openShop();
    await limitPlan(shop, 100);
    const first = await ask(shop);
    await expire(first);
    await age(first, '11 days');
    const results = fulfilled(await ways(() => ask(shop, { price: fen(2000) })));
    expect(results).toHaveLength(WAYS);
    const [id] = new Set(results.map((order) => order.id));
    expect(new Set(results.map((order) => order.id)).size).toBe(1);
    expect(id).not.toBe(first.id);
  });

  test('a plan’s last place goes to one of 64 references that are asked for again', async () => {
    const shop = await openShop();
    const firsts = await Promise.all(
      Array.from({ length: WAYS }, (_, way) => ask(shop, { outOrderId: `r${way}` })),
    );
    await sql()`update orders set expires_at = now() - interval '1 millisecond' where merchant_id = ${shop.merchantId}`;
    await expireDueOrders({ limit: 100 });
    await limitPlan(shop, 5);
    const results = await ways((way) => ask(shop, { outOrderId: `r${way}` }));
    expect(fulfilled(results)).toHaveLength(5);
    const rows = await Promise.all(firsts.map((one) => findOrder(keyOf(one))));
    expect(rows.filter((row) => row?.status === 'created')).toHaveLength(5);
  });
});

describe('at one moment', () => {
  /** Each of 48 orders meets both; what either says must be true together. */
  async function rounds(meet: (shop: Shop, order: Order) => Promise<unknown>[]): Promise<(Order | null)[]> {
    const shop = await openShop({ amountSpreadFen: 999 });
    const orders = await Promise.all(
      Array.from({ length: 48 }, async (_, round) =>
        open(await ask(shop, { outOrderId: `r${round}`, price: fen(5000) })),
      ),
    );
    await sql()`update orders set expires_at = now() - interval '1 millisecond' where merchant_id = ${shop.merchantId}`;
    await Promise.allSettled(orders.flatMap((order) => meet(shop, order)));
    const [held] = await sql()<{ count: number }[]>`
      select count(*) as count from allocations h join orders o on o.id = h.order_id
      where h.merchant_id = ${shop.merchantId} and h.released_at is null and o.status <> 'pending'`;
    expect(held?.count).toBe(0);
    return Promise.all(orders.map((order) => findOrder(keyOf(order))));
  }

  const again = (shop: Shop, { outOrderId, price }: Order) => ask(shop, { outOrderId, price });

  test('a payment made in time and a second press: always paid, once', async () => {
    const rows = await rounds((shop, order) => [
      arrive(shop, order.payable ?? 0, new Date(order.createdAt.getTime() + 1)),
      again(shop, order),
      again(shop, order).then(open),
    ]);
    for (const row of rows) expect(row).toMatchObject({ status: 'paid', payable: row?.paid, oddities: [] });
    const [sums] = await sql()<{ orders: number; settled: number }[]>`
      select count(*) as orders, (select count(*) from arrivals a
        where a.merchant_id = ${rows[0]?.merchantId ?? 0} and a.outcome = 'matched') as settled
      from orders where merchant_id = ${rows[0]?.merchantId ?? 0} and status = 'paid'`;
    expect(sums).toEqual({ orders: 48, settled: 48 });
  });

  test('a close and a second press: closed for good, or open with nothing closed', async () => {
    const rows = await rounds((shop, order) => [
      closeOrder({ ...keyOf(order), actor: 'user:1' }),
      again(shop, order).then(open),
      expireDueOrders({ limit: 5 }),
    ]);
    const ends: OrderStatus[] = ['closed', 'pending', 'created'];
    for (const row of rows) {
      expect(ends).toContain(row?.status);
      const kinds = row === null ? [] : await storyOf(row);
      expect(kinds.includes('closed')).toBe(row?.status === 'closed');
    }
  });
});
