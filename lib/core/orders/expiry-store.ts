import { sql } from '@/db/client';
import { inTransaction, type Tx } from '@/db/transaction';
import type { OrderKey } from '@/lib/core/orders/store';
import { ORDER_CHANNEL } from '@/lib/core/vocabulary';

/** The gateway and the worker of one start come up within this time, and only the first of them gives the grace. */
const SAME_START_SECONDS = 10;

interface DueRow {
  readonly merchantId: number;
  readonly id: number;
}

/** Orders that the caller holds → expired, with event, released amount and card keys, and word to the checkouts. */
async function expire(tx: Tx, due: readonly DueRow[]): Promise<void> {
  const merchantIds = due.map(({ merchantId }) => merchantId);
  const ids = due.map(({ id }) => id);
  await tx`
    with moved as (
      update orders o set status = 'expired', ended_at = clock_timestamp()
      from unnest(${merchantIds}::bigint[], ${ids}::bigint[]) as due (merchant_id, id)
      where o.merchant_id = due.merchant_id and o.id = due.id and o.status in ('created', 'pending')
      returning o.merchant_id, o.id, o.token
    ), released as (
      update allocations a set released_at = clock_timestamp()
      from moved where a.merchant_id = moved.merchant_id and a.order_id = moved.id and a.released_at is null
    ), freed as (
      update card_keys k set status = 'unsold', order_id = null, moved_at = now()
      from moved where k.merchant_id = moved.merchant_id and k.order_id = moved.id and k.status = 'locked'
    ), noted as (
      insert into order_events (merchant_id, order_id, kind, actor) select merchant_id, id, 'expired', 'system' from moved
    )
    select pg_notify(${ORDER_CHANNEL}, json_build_object('merchantId', merchant_id, 'orderId', id, 'token', token)::text)
    from moved`;
}

/**
 * Ends at most `limit` open orders whose time is over; answers how many. They are held first and ended by a second
 * statement: one that stood in line would not see what an order took meanwhile, and leave it held for ever.
 */
export function moveExpired(limit: number): Promise<number> {
  return inTransaction(async (tx) => {
    const due = await tx<DueRow[]>`
      select merchant_id, id from orders
      where status in ('created', 'pending') and expires_at <= now()
      order by expires_at limit ${limit} for update skip locked`;
    if (due.length > 0) await expire(tx, due);
    return due.length;
  });
}

/** The same for one order, before a sweep is at it; nothing happens when it has ended or its time is not over. */
export function expireOverdue({ merchantId, orderId }: OrderKey): Promise<void> {
  return inTransaction(async (tx) => {
    const due = await tx<DueRow[]>`
      select merchant_id, id from orders
      where merchant_id = ${merchantId} and id = ${orderId} and status in ('created', 'pending')
        and expires_at <= clock_timestamp() for update`;
    if (due.length > 0) await expire(tx, due);
  });
}

/**
 * Open orders older than the start get until `graceSeconds` after now, so that payments made meanwhile can be told.
 * One that was over while a gateway still answered has been told as expired, and stays so.
 */
export async function extendOpen(startedAt: Date, graceSeconds: number): Promise<number> {
  const rows = await sql()`
    with moved as (
      update orders set expires_at = now() + make_interval(secs => ${graceSeconds}::int)
      where status in ('created', 'pending') and created_at < ${startedAt}
        and expires_at < now() + make_interval(secs => ${graceSeconds}::int - ${SAME_START_SECONDS}::int)
        and expires_at > coalesce((select beat_at from heartbeats where process = 'gateway'), '-infinity')
      returning merchant_id, id, expires_at
    )
    insert into order_events (merchant_id, order_id, kind, actor, data)
    select merchant_id, id, 'extended', 'system', jsonb_build_object('reason', 'restart', 'expiresAt', expires_at)
    from moved returning 1`;
  return rows.length;
}
