import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Oddity, Order, OrderStatus } from '@/lib/core/orders/order';
import { type OrderKey, type OrderRow, toOrder } from '@/lib/core/orders/store';
import { type Mode, ORDER_CHANNEL, type PayType } from '@/lib/core/vocabulary';
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
  /** What it was paid with; left out, the order's own way, or the first of its choices. */
  type?: PayType;
}

/**
 * Gives back what a closed order held: its amount, and the card keys that were reserved for it. A statement of its own, after
 * the one that moved the order: what another transaction took for it while that one stood in line is not seen by it.
 */
export async function releaseHeld(tx: Tx, { merchantId, orderId }: OrderKey): Promise<void> {
  await tx`
    with released as (
      update allocations set released_at = clock_timestamp(),
        rest_seconds_max = case when held_at > clock_timestamp() - make_interval(secs => ${UNPAYABLE_SECONDS}::int) then 0 end
      where merchant_id = ${merchantId} and order_id = ${orderId} and released_at is null
    )
    update card_keys set status = 'unsold', order_id = null, moved_at = now()
    where merchant_id = ${merchantId} and order_id = ${orderId} and status = 'locked'`;
}

/** Gives back the amount of a paid order, which no more counts against its visitor (a statement of its own: see releaseHeld). */
export async function releasePaid(tx: Tx, { merchantId, orderId }: OrderKey, mode: Mode): Promise<void> {
  await tx`
    update allocations set released_at = clock_timestamp(), visitor = null, contact = null,
      rest_seconds_max = ${mode === 'test' ? 0 : PAID_REST_SECONDS_MAX}
    where merchant_id = ${merchantId} and order_id = ${orderId} and released_at is null`;
}

/** Gives back the amount of an order that waits on, for another way to pay. */
export async function releaseAmount(tx: Tx, { merchantId, orderId }: OrderKey): Promise<void> {
  await tx`
    update allocations set released_at = clock_timestamp()
    where merchant_id = ${merchantId} and order_id = ${orderId} and released_at is null`;
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
 * An unpaid order → created with another way to pay, which the caller releases the amount of. Money already sent for the
 * code that was shown still finds the order by the allocation that it held. Null when the order is no longer open, or no
 * account of the type is online and has room.
 */
export async function moveSwitched(
  tx: Tx,
  { merchantId, orderId }: OrderKey,
  type: PayType,
): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    update orders set status = 'created', type = ${type}, account_id = null, payable_fen = null, allocated_at = null
    where merchant_id = ${merchantId} and id = ${orderId} and status in ('created', 'pending')
      and expires_at > clock_timestamp() and exists (
        select 1 from accounts_with_room(orders.merchant_id, orders.mode, array[${type}::text], orders.price_fen, orders.id))
    returning *`;
  return row === undefined ? null : toOrder(row);
}

/** → paid from one of the given states, counted on its account's day. Null when the order is in none of them. */
export async function movePaid(
  tx: Tx,
  { merchantId, orderId }: OrderKey,
  move: PaidMove,
): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    with moved as (
      update orders set status = 'paid', type = coalesce(${move.type ?? null}, type, choices[1]), paid_fen = ${move.paid},
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
    )
    select * from moved`;
  return row === undefined ? null : toOrder(row);
}

/** An open order → closed. Null when it is no longer open, or its time is over. */
export async function moveClosed(tx: Tx, { merchantId, orderId }: OrderKey): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    update orders set status = 'closed', ended_at = clock_timestamp()
    where merchant_id = ${merchantId} and id = ${orderId} and status in ('created', 'pending')
      and expires_at > clock_timestamp()
    returning *`;
  return row === undefined ? null : toOrder(row);
}
