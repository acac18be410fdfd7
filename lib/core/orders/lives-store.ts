import type { Tx } from '@/db/transaction';
import type { Order } from '@/lib/core/orders/order';
import {
  type NewOrder,
  type OrderKey,
  type OrderRow,
  REFERENCE_KEPT_DAYS,
  type Reference,
  toOrder,
} from '@/lib/core/orders/store';

/**
 * expired → created, in another life: what the last one was is kept beside it, nothing is held. Null when the order
 * is not expired, or no account of the wanted way to pay is online and has room. A plan or a link that is full refuses by its trigger.
 */
export async function moveReopened(
  tx: Tx,
  { merchantId, orderId }: OrderKey,
  { type, choices, ttlSeconds }: Pick<NewOrder, 'type' | 'choices' | 'ttlSeconds'>,
): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    with ended as materialized (
      select * from orders
      where merchant_id = ${merchantId} and id = ${orderId} and status = 'expired' for no key update
    ), moved as (
      update orders o set status = 'created', type = ${type}::text, choices = ${[...choices]}::text[], account_id = null,
        payable_fen = null, allocated_at = null, ended_at = null, life = ended.life + 1, reopened_at = clock_timestamp(),
        expires_at = clock_timestamp() + make_interval(secs => ${ttlSeconds}::int)
      from ended
      where o.merchant_id = ended.merchant_id and o.id = ended.id and exists (
        select 1 from accounts_with_room(ended.merchant_id, ended.mode,
          array_append(${[...choices]}::text[], ${type}::text), ended.price_fen, ended.id))
      returning o.*
    ), kept as (
      insert into order_lives (merchant_id, order_id, life, expires_at, title, price_fen)
      select ended.merchant_id, ended.id, ended.life, ended.expires_at, ended.title, ended.price_fen
      from ended where exists (select 1 from moved)
    )
    select * from moved`;
  return row === undefined ? null : toOrder(row);
}

/** A paid order says what it asked in an earlier life, because that is what was paid. */
export async function moveToLife(tx: Tx, { merchantId, orderId }: OrderKey, life: number): Promise<Order> {
  const [row] = await tx<OrderRow[]>`
    with was as (
      select * from order_lives where merchant_id = ${merchantId} and order_id = ${orderId} and life = ${life}
    ), lines as (
      update order_lines l set name = t.name, unit_price_fen = t."unitPriceFen"
      from was cross join jsonb_to_recordset(was.lines) as t("productId" bigint, name text, "unitPriceFen" bigint)
      where l.merchant_id = ${merchantId} and l.order_id = ${orderId} and l.product_id = t."productId"
    )
    update orders o set title = was.title, price_fen = was.price_fen, payable_fen = o.paid_fen
    from was where o.merchant_id = ${merchantId} and o.id = ${orderId} and o.status = 'paid'
    returning o.*`;
  if (row === undefined) throw new Error(`order ${orderId} had no life ${life}`);
  return toOrder(row);
}

/**
 * An order that ended unpaid long ago gives its reference up and takes another, which no dialect's grammar can write. No
 * site knows it by that one, so none is told if it should be paid yet. False when it has done so already.
 */
export async function moveReference(
  tx: Tx,
  { merchantId, mode, outOrderId }: Reference,
  orderId: number,
): Promise<boolean> {
  const rows = await tx`
    update orders set out_order_id = out_order_id || '~' || id, is_told = false
    where merchant_id = ${merchantId} and mode = ${mode} and id = ${orderId} and out_order_id = ${outOrderId}
      and status in ('expired', 'closed')
      and coalesce(ended_at, expires_at) < now() - make_interval(days => ${REFERENCE_KEPT_DAYS}::int)
    returning 1`;
  return rows.length === 1;
}
