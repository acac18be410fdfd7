import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Mode } from '@/lib/core/vocabulary';

export interface Wanted {
  readonly merchantId: number;
  readonly mode: Mode;
  readonly productIds: readonly number[];
  readonly quantities: readonly number[];
}

/** Whether every product has as many unsold keys, counting those that somebody has his hand on. */
export async function isStockEnough(wanted: Wanted): Promise<boolean> {
  const short = await sql()`
    select 1
    from unnest(${[...wanted.productIds]}::bigint[], ${[...wanted.quantities]}::int[]) as w (product_id, quantity)
    join products p on p.merchant_id = ${wanted.merchantId} and p.id = w.product_id
    where p.delivery = 'cards' and w.quantity > (
      select count(*) from card_keys k
      where k.merchant_id = ${wanted.merchantId} and k.product_id = w.product_id and k.mode = ${wanted.mode}
        and k.status = 'unsold')
    limit 1`;
  return short.length === 0;
}

/**
 * Sells an order its keys: those it reserved, and for what an expiry gave back meanwhile others that are unsold.
 * What is still missing is written on its lines as owed. Returns how many keys are owed.
 */
export async function sellKeys(tx: Tx, key: { merchantId: number; orderId: number }): Promise<number> {
  const { merchantId, orderId } = key;
  const rows = await tx<{ owed: number }[]>`
    with kept as (
      update card_keys set status = 'sold', moved_at = now()
      where merchant_id = ${merchantId} and order_id = ${orderId} and status = 'locked'
      returning product_id
    ), lacking as (
      select l.product_id, l.mode,
        l.quantity - (select count(*) from kept where product_id = l.product_id)::int as quantity
      from order_lines l join products p on p.merchant_id = l.merchant_id and p.id = l.product_id
      where l.merchant_id = ${merchantId} and l.order_id = ${orderId} and p.delivery = 'cards'
    ), picked as materialized (
      select k.id, lacking.product_id from lacking cross join lateral (
        select id from card_keys
        where merchant_id = ${merchantId} and product_id = lacking.product_id and mode = lacking.mode and status = 'unsold'
        order by created_at, id limit lacking.quantity for update skip locked
      ) k
    ), taken as (
      update card_keys k set status = 'sold', order_id = ${orderId}, moved_at = now()
      where k.merchant_id = ${merchantId} and k.id = any(array(select id from picked))
    )
    update order_lines l
    set owed = lacking.quantity - (select count(*) from picked where product_id = l.product_id)::int
    from lacking
    where l.merchant_id = ${merchantId} and l.order_id = ${orderId} and l.product_id = lacking.product_id
    returning l.owed`;
  return rows.reduce((sum, { owed }) => sum + owed, 0);
}
