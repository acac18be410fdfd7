import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Oddity, Order, OrderStatus } from '@/lib/core/orders/order';
import { type OrderKey, type OrderRow, toOrder } from '@/lib/core/orders/store';
import { ORDER_CHANNEL, type PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/**
 * An amount rests for a late payer. Once it is paid only a second payment or a second report of the first may come, soon; a
 * pretend payment never comes twice.
 */
const PAID_REST_SECONDS_MAX = 120;

/** Nobody pays a code that was taken away this soon after it was shown. */
const UNPAYABLE_SECONDS = 10;

/** Holds an order that may still be opened against every other move until the transaction ends. */
export async function lockOpenable(tx: Tx, token: string): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    select * from orders
    where token = ${token} and status = 'created' and type is not null and expires_at > clock_timestamp() for update`;
  return row === undefined ? null : toOrder(row);
}

export interface EventNote {
  kind: string;
  actor: string;
  data: Record<string, string | number | boolean | null>;
}

export async function insertEvent(tx: Tx, { merchantId, orderId }: OrderKey, note: EventNote): Promise<void> {
  await tx`
    insert into order_events (merchant_id, order_id, kind, actor, data)
    values (${merchantId}, ${orderId}, ${note.kind}, ${note.actor}, ${tx.json(note.data)})`;
}

/** Tells waiting checkouts, when the transaction commits. */
export async function announceOrder(tx: Tx, order: Order): Promise<void> {
  const { merchantId, id, token } = order;
  await tx`select pg_notify(${ORDER_CHANNEL}, ${JSON.stringify({ merchantId, orderId: id, token })})`;
}

/** Holds an order in whatever state it is against every other move until the transaction ends. */
export async function lockOrder(tx: Tx, { merchantId, orderId }: OrderKey): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    select *, status_now(status, expires_at) from orders
    where merchant_id = ${merchantId} and id = ${orderId} for no key update`;
  return row === undefined ? null : toOrder(row);
}

/** created → pending with the account and amount that were held for it. Null when the order is no longer created. */
export async function movePending(
  tx: Tx,
  { merchantId, orderId }: OrderKey,
  hold: { accountId: number; payable: Fen },
): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    update orders set status = 'pending', account_id = ${hold.accountId}, payable_fen = ${hold.payable},
      allocated_at = clock_timestamp()
    where merchant_id = ${merchantId} and id = ${orderId} and status = 'created'
    returning *`;
  return row === undefined ? null : toOrder(row);
}

export interface PaidMove {
  from: readonly OrderStatus[];
  paid: Fen;
  /** Null takes the database's time. */
  paidAt: Date | null;
  oddities: readonly Oddity[];
  /** Where the money came in; null keeps the account that the order holds. */
  accountId: number | null;
  /** What was paid with, for an order whose buyer has not chosen; left out, the first of its choices. */
  type?: PayType;
}

/**
 * The buyer's choice of how to pay, with its event and word to the checkouts, in one statement. No code was shown to
 * anybody before the order is pending, so until then another choice replaces the first. Null when the order does not
 * offer the type, has it already, is no longer created, or its time is over.
 */
export async function moveChosen(token: string, type: PayType): Promise<Order | null> {
  const [row] = await sql()<OrderRow[]>`
    with moved as (
      update orders set type = ${type}
      where token = ${token} and status = 'created' and type is distinct from ${type} and ${type} = any(choices)
        and expires_at > clock_timestamp()
      returning *
    ), noted as (
      insert into order_events (merchant_id, order_id, kind, actor, data)
      select merchant_id, id, 'chosen', 'buyer', jsonb_build_object('type', type) from moved
    )
    select moved.* from moved cross join lateral
      pg_notify(${ORDER_CHANNEL}, json_build_object('merchantId', merchant_id, 'orderId', id, 'token', token)::text)`;
  return row === undefined ? null : toOrder(row);
}

/**
 * An unpaid order → created with another way to pay, its amount given back, with event and word to the checkouts. Money
 * already sent for the code that was shown still finds the order by the allocation that it held. Null when the order
 * is no longer open, or no account of the type is online and has room.
 */
export async function moveSwitched({ merchantId, orderId }: OrderKey, type: PayType): Promise<Order | null> {
  const [row] = await sql()<OrderRow[]>`
    with moved as (
      update orders set status = 'created', type = ${type}, account_id = null, payable_fen = null, allocated_at = null
      where merchant_id = ${merchantId} and id = ${orderId} and status in ('created', 'pending')
        and expires_at > clock_timestamp() and exists (
          select 1 from accounts_with_room(
            orders.merchant_id, orders.mode, array[${type}::text], orders.price_fen, orders.id))
      returning *
    ), released as (
      update allocations set released_at = clock_timestamp()
      where merchant_id = ${merchantId} and order_id = ${orderId} and released_at is null
        and exists (select 1 from moved)
    ), noted as (
      insert into order_events (merchant_id, order_id, kind, actor, data)
      select merchant_id, id, 'chosen', 'merchant', jsonb_build_object('type', type) from moved
    )
    select moved.* from moved cross join lateral
      pg_notify(${ORDER_CHANNEL}, json_build_object('merchantId', merchant_id, 'orderId', id, 'token', token)::text)`;
  return row === undefined ? null : toOrder(row);
}

/** → paid from one of the given states, counted on its account's day, giving back the held amount, which no more counts against its visitor. Null when the order is in none of them. */
export async function movePaid(
  tx: Tx,
  { merchantId, orderId }: OrderKey,
  move: PaidMove,
): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    with moved as (
      update orders set status = 'paid', type = coalesce(type, ${move.type ?? null}, choices[1]), paid_fen = ${move.paid},
        paid_at = coalesce(${move.paidAt}, clock_timestamp()),
        oddities = ${[...move.oddities]}, ended_at = null, account_id = coalesce(${move.accountId}::bigint, account_id)
      where merchant_id = ${merchantId} and id = ${orderId} and status = any(${[...move.from]})
      returning *
    ), counted as (
      insert into account_days (merchant_id, account_id, day, paid_fen, paid_count)
      select merchant_id, account_id, (paid_at at time zone 'Asia/Shanghai')::date, paid_fen, 1
      from moved where account_id is not null
      on conflict (merchant_id, account_id, day) do update
      set paid_fen = account_days.paid_fen + excluded.paid_fen, paid_count = account_days.paid_count + 1
    ), released as (
      update allocations h set released_at = clock_timestamp(), visitor = null, contact = null,
        rest_seconds_max = case moved.mode when 'test' then 0 else ${PAID_REST_SECONDS_MAX}::int end
      from moved where h.merchant_id = ${merchantId} and h.order_id = ${orderId} and h.released_at is null
    )
    select * from moved`;
  return row === undefined ? null : toOrder(row);
}

/** An open order → closed, giving back the held amount and the reserved card keys. Null when it is no longer open, or its time is over. */
export async function moveClosed(tx: Tx, { merchantId, orderId }: OrderKey): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    with moved as (
      update orders set status = 'closed', ended_at = clock_timestamp()
      where merchant_id = ${merchantId} and id = ${orderId} and status in ('created', 'pending')
        and expires_at > clock_timestamp()
      returning *
    ), released as (
      update allocations set released_at = clock_timestamp(),
        rest_seconds_max = case when held_at > clock_timestamp() - make_interval(secs => ${UNPAYABLE_SECONDS}::int) then 0 end
      where merchant_id = ${merchantId} and order_id = ${orderId} and released_at is null
        and exists (select 1 from moved)
    ), freed as (
      update card_keys set status = 'unsold', order_id = null, moved_at = now()
      where merchant_id = ${merchantId} and order_id = ${orderId} and status = 'locked'
        and exists (select 1 from moved)
    )
    select * from moved`;
  return row === undefined ? null : toOrder(row);
}

/** The gateway and the worker of one start come up within this time, and only the first of them gives the grace. */
const SAME_START_SECONDS = 10;

/** Open orders past their time → expired, with event, released amount, released card keys and word to the checkouts, in one statement. */
export async function moveExpired(limit: number): Promise<number> {
  const rows = await sql()`
    with due as (
      select merchant_id, id from orders
      where status in ('created', 'pending') and expires_at <= now()
      order by expires_at limit ${limit} for update skip locked
    ), moved as (
      update orders o set status = 'expired', ended_at = clock_timestamp()
      from due where o.merchant_id = due.merchant_id and o.id = due.id and o.status in ('created', 'pending')
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
  return rows.length;
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
