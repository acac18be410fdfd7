import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Shelf } from '@/lib/core/catalogue/cards-store';
import { ORDER_CHANNEL } from '@/lib/core/vocabulary';

/** How many orders one statement fills; those behind them are filled by the worker. */
const ORDERS_MAX = 500;

/**
 * Gives unsold keys to the paid orders that are owed some, whoever paid first first, notes it on each order and
 * tells waiting checkouts. (Order numbers do not say who came first: every connection has some in store.) Answers
 * how many keys were given. Orders and keys that another transaction holds are passed over. An order that was given
 * back is owed nothing any more.
 */
export async function sellOwed(tx: Tx, { merchantId, productId, mode }: Shelf): Promise<number> {
  const rows = await tx<{ given: number }[]>`
    with waiting as materialized (
      select l.order_id, l.owed, o.token, o.paid_at
      from order_lines l join orders o on o.merchant_id = l.merchant_id and o.id = l.order_id and o.status = 'paid'
      where l.merchant_id = ${merchantId} and l.product_id = ${productId} and l.mode = ${mode} and l.owed > 0
      order by o.paid_at, l.order_id limit ${ORDERS_MAX}
      for update of l skip locked for share of o skip locked
    ), queue as (
      select *, sum(owed) over (order by paid_at, order_id) - owed as ahead from waiting
    ), free as materialized (
      select id, created_at from card_keys
      where merchant_id = ${merchantId} and product_id = ${productId} and mode = ${mode} and status = 'unsold'
      order by created_at, id limit (select coalesce(sum(owed), 0) from waiting) for update skip locked
    ), numbered as (
      select id, row_number() over (order by created_at, id) as place from free
    ), sold as (
      update card_keys k set status = 'sold', order_id = queue.order_id, moved_at = now()
      from numbered join queue on numbered.place > queue.ahead and numbered.place <= queue.ahead + queue.owed
      where k.merchant_id = ${merchantId} and k.id = numbered.id and k.id = any(array(select id from free))
      returning k.order_id
    ), given as (
      select order_id, count(*)::int as count from sold group by order_id
    ), settled as (
      update order_lines l set owed = l.owed - given.count from given
      where l.merchant_id = ${merchantId} and l.order_id = given.order_id and l.product_id = ${productId}
      returning l.order_id, l.owed
    ), noted as (
      insert into order_events (merchant_id, order_id, kind, actor, data)
      select ${merchantId}::bigint, order_id, 'keys_delivered', 'system',
        jsonb_build_object('productId', ${productId}::bigint, 'count', given.count, 'owed', settled.owed)
      from given join settled using (order_id)
    )
    select given.count as given, pg_notify(${ORDER_CHANNEL}, json_build_object(
      'merchantId', ${merchantId}::bigint, 'orderId', order_id, 'token', queue.token)::text)
    from given join queue using (order_id)`;
  return rows.reduce((sum, { given }) => sum + given, 0);
}

/** Where paid orders are owed keys that are there. */
export function selectFillable(limit: number): Promise<Shelf[]> {
  return sql()<Shelf[]>`
    select distinct l.merchant_id, l.product_id, l.mode
    from order_lines l join orders o on o.merchant_id = l.merchant_id and o.id = l.order_id and o.status = 'paid'
    where l.owed > 0 and exists (
      select 1 from card_keys k
      where k.merchant_id = l.merchant_id and k.product_id = l.product_id and k.mode = l.mode and k.status = 'unsold')
    limit ${limit}`;
}
