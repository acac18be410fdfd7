import { randomUUID } from 'node:crypto';
import { sql } from '@/db/client';
import { createAccount } from '@/lib/core/accounts';
import { matchArrival, recordArrival } from '@/lib/core/arrivals';
import { createProduct, importCards } from '@/lib/core/catalogue';
import {
  eventsOfOrder,
  expireDueOrders,
  type Order,
  type PlaceGoodsOrder,
  placeGoodsOrder,
  placeOrder,
} from '@/lib/core/orders';
import { assignPlan, createPlan } from '@/lib/core/plans';
import { type PayType, PLAN_FEATURES } from '@/lib/core/vocabulary';
import { fen } from '@/lib/platform/money';
import type { Shop } from '@/tests/support/shop';

type Ask = Parameters<typeof placeOrder>[0];

export function ask(shop: Shop, over: Partial<Ask> = {}): Promise<Order> {
  return placeOrder({
    credential: shop.credential,
    dialect: 'epay-v1',
    outOrderId: 'INV-7',
    type: 'alipay',
    price: fen(1000),
    title: 'goods',
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: true,
    canSwitchType: true,
    pin: null,
    ...over,
  });
}

export const keyOf = ({ merchantId, id: orderId }: Order) => ({ merchantId, orderId });

export async function overdue({ id }: Order): Promise<void> {
  await sql()`update orders set expires_at = now() - interval '1 millisecond' where id = ${id}`;
}

export async function expire(order: Order): Promise<void> {
  await overdue(order);
  await expireDueOrders({ limit: 100 });
}

/** Moves everything of an order into the past, as if so much time had gone by. */
export async function age({ id }: Order, back: string): Promise<void> {
  await sql()`
    with o as (
      update orders set created_at = created_at - ${back}::interval, expires_at = expires_at - ${back}::interval,
        allocated_at = allocated_at - ${back}::interval, ended_at = ended_at - ${back}::interval,
        reopened_at = reopened_at - ${back}::interval where id = ${id}
    ), l as (
      update order_lives set expires_at = expires_at - ${back}::interval where order_id = ${id}
    )
    update allocations set held_at = held_at - ${back}::interval, released_at = released_at - ${back}::interval
    where order_id = ${id}`;
}

export function addWechat({ merchantId }: Shop) {
  return createAccount({
    merchantId,
    type: 'wechat',
    label: 'w',
    code: `wxp://f2f0${randomUUID()}`,
    monitorId: null,
  });
}

export async function arrive(
  shop: Shop,
  amount: number,
  paidAt: Date,
  type: PayType = 'alipay',
  accountId = shop.accountId,
) {
  const { merchantId } = shop;
  const { arrivalId } = await recordArrival({
    merchantId,
    mode: 'live',
    type,
    accountId,
    monitorId: null,
    source: 'test',
    dedupeKey: randomUUID(),
    amount: fen(amount),
    paidAt,
    raw: {},
  });
  return matchArrival({ merchantId, arrivalId });
}

export async function storyOf(order: Order): Promise<string[]> {
  return (await eventsOfOrder(keyOf(order))).map(({ kind }) => kind);
}

export async function heldBy({ id }: Order): Promise<number> {
  const [row] = await sql()<{ count: number }[]>`
    select count(*) as count from allocations where order_id = ${id} and released_at is null`;
  return row?.count ?? 0;
}

/** A product with so many keys on its shelf. */
export async function stock({ merchantId }: Shop, keys: number): Promise<number> {
  const parts = { merchantId, name: 'card', price: fen(990), categoryId: null, delivery: 'cards' as const };
  const { productId } = await createProduct(parts);
  const lines = Array.from({ length: keys }, (_, index) => `k${index}`);
  await importCards({ merchantId, productId, mode: 'live', lines });
  return productId;
}

export function buy(
  shop: Shop,
  productId: number,
  quantity = 1,
  over: Partial<PlaceGoodsOrder> = {},
): Promise<Order> {
  return placeGoodsOrder({
    credential: shop.credential,
    dialect: 'gatepay-product',
    outOrderId: 'G-1',
    type: 'alipay',
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
    lines: [{ productId, quantity }],
    ...over,
  });
}

/** How many keys of a product stand in each status. */
export async function keysOf(productId: number): Promise<Record<string, number>> {
  const rows = await sql()<{ status: string; count: number }[]>`
    select status, count(*) as count from card_keys where product_id = ${productId} group by status`;
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

/** A plan that takes so many orders a day. */
export async function limitPlan({ merchantId }: Shop, ordersPerDay: number): Promise<void> {
  const terms = {
    name: `p${randomUUID().slice(0, 8)}`,
    pricePoints: 0,
    days: 30,
    ordersPerDay,
    sumPerDay: null,
    accountsMax: null,
    features: [...PLAN_FEATURES],
    isOffered: false,
  };
  const { planId } = await createPlan({ terms, actor: 'operator' });
  await assignPlan({ merchantId, planId, actor: 'operator' });
}
