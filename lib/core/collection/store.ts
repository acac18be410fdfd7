import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Arrival, ArrivalOutcome, Holder } from '@/lib/core/collection/arrival';
import type { Ask } from '@/lib/core/collection/choice-store';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export interface NewArrival {
  merchantId: number;
  mode: Mode;
  type: PayType;
  accountId: number | null;
  monitorId: number | null;
  source: string;
  dedupeKey: string;
  amount: Fen;
  paidAt: Date;
  raw: Record<string, string | number | boolean | null>;
}

/** Null when this payment was recorded before. A monitor that reports is alive. */
export async function insertArrival(arrival: NewArrival): Promise<number | null> {
  const [row] = await sql()<{ id: number }[]>`
    with alive as (
      update monitors set last_seen_at = now(), last_arrival_at = now()
      where merchant_id = ${arrival.merchantId} and id = ${arrival.monitorId}
    )
    insert into arrivals (merchant_id, mode, type, account_id, monitor_id, source, dedupe_key, amount_fen, paid_at, raw)
    values (${arrival.merchantId}, ${arrival.mode}, ${arrival.type}, ${arrival.accountId}, ${arrival.monitorId},
      ${arrival.source}, ${arrival.dedupeKey}, ${arrival.amount}, ${arrival.paidAt}, ${sql().json(arrival.raw)})
    on conflict (merchant_id, dedupe_key) do nothing
    returning id`;
  return row?.id ?? null;
}

export interface ArrivalKey {
  merchantId: number;
  arrivalId: number;
}

export async function selectByDedupeKey(merchantId: number, dedupeKey: string): Promise<Arrival | null> {
  const [row] = await sql()<Arrival[]>`
    select ${arrivalColumns()} from arrivals where merchant_id = ${merchantId} and dedupe_key = ${dedupeKey}`;
  return row ?? null;
}

export function arrivalColumns() {
  return sql()`merchant_id, id, mode, type, account_id, monitor_id, source, amount_fen as amount, paid_at, seen_at, raw,
    outcome, reason, order_id, decided_at, decided_by, note`;
}

export async function lockArrival(tx: Tx, { merchantId, arrivalId }: ArrivalKey): Promise<Arrival | null> {
  const [row] = await tx<Arrival[]>`
    select ${arrivalColumns()} from arrivals where merchant_id = ${merchantId} and id = ${arrivalId} for update`;
  return row ?? null;
}

/** The orders that hold or held this amount on the accounts that the arrival can have come in on, newest first. */
export function selectHolders(tx: Tx, arrival: Arrival): Promise<Holder[]> {
  return tx<Holder[]>`
    select h.order_id, h.account_id, h.held_at, o.status, o.expires_at,
      coalesce(h.released_at, 'infinity') + make_interval(secs => m.amount_rest_seconds) > now() as is_resting
    from accounts a
    join merchants m on m.id = a.merchant_id
    join allocations h on h.account_id = a.id and h.payable_fen = ${arrival.amount}
    join orders o on o.merchant_id = h.merchant_id and o.id = h.order_id
    where a.merchant_id = ${arrival.merchantId} and a.mode = ${arrival.mode} and a.type = ${arrival.type}
      and (a.id = ${arrival.accountId} or (${arrival.accountId}::bigint is null and a.monitor_id = ${arrival.monitorId}))
      and h.held_at > now() - interval '8 days'
    order by h.id desc limit 50`;
}

export async function selectLatePolicy(tx: Tx, merchantId: number): Promise<'hold' | 'settle'> {
  const [row] = await tx<{ latePolicy: 'hold' | 'settle' }[]>`
    select late_policy from merchants where id = ${merchantId}`;
  return row?.latePolicy ?? 'hold';
}

export interface Decision {
  outcome: ArrivalOutcome;
  reason: string | null;
  orderId: number | null;
  accountId: number | null;
}

/** Guarded by the row lock and by the outcome being open: an arrival is decided once. */
export async function updateDecision(tx: Tx, arrival: Arrival, decision: Decision): Promise<void> {
  await tx`
    update arrivals set outcome = ${decision.outcome}, reason = ${decision.reason}, order_id = ${decision.orderId},
      account_id = coalesce(account_id, ${decision.accountId}), decided_at = clock_timestamp()
    where merchant_id = ${arrival.merchantId} and id = ${arrival.id} and outcome is null`;
}

/** What a crash between recording and matching left behind; a second old, so that nobody is at it. */
export function selectUndecided(limit: number): Promise<ArrivalKey[]> {
  return sql()<ArrivalKey[]>`
    select merchant_id, id as arrival_id from arrivals
    where outcome is null and seen_at < now() - interval '1 second' order by seen_at limit ${limit}`;
}

export function selectArrivalsOfOrder(key: { merchantId: number; orderId: number }): Promise<Arrival[]> {
  return sql()<Arrival[]>`
    select ${arrivalColumns()} from arrivals
    where merchant_id = ${key.merchantId} and order_id = ${key.orderId} order by id`;
}

export async function selectArrivals(search: {
  merchantId: number;
  mode: Mode;
  page: number;
  pageSize: number;
}) {
  const where = sql()`merchant_id = ${search.merchantId} and mode = ${search.mode}`;
  const [rows, [counted]] = await Promise.all([
    sql()<Arrival[]>`select ${arrivalColumns()} from arrivals where ${where} order by id desc
      limit ${search.pageSize} offset ${(search.page - 1) * search.pageSize}`,
    sql()<{ total: number }[]>`select count(*) as total from arrivals where ${where}`,
  ]);
  return { rows: [...rows], total: counted?.total ?? 0 };
}

/** Orders that allocate on one account stand in line here, so that each sees the amounts that the last one took. */
export async function lockAccount(tx: Tx, merchantId: number, accountId: number): Promise<void> {
  await tx`select 1 from accounts where merchant_id = ${merchantId} and id = ${accountId} for no key update`;
}

/**
 * Holds the free amount nearest to the price. Null when the account has none left, or when what was held since it was
 * chosen leaves too little of its daily limits. The unique index has the last word. The series counts away from the price
 * and is read no further than to the first free amount: sorted or joined (`offset 0`), all of it would be.
 */
export async function insertAllocation(tx: Tx, ask: Ask, accountId: number): Promise<Fen | null> {
  const [row] = await tx<{ payableFen: Fen }[]>`
    with room as materialized (
      select r.daily_fen - coalesce(d.paid_fen, 0) - held.fen as fen, r.daily_count - coalesce(d.paid_count, 0) - held.count as count
      from accounts a
      join rules r on r.merchant_id = a.merchant_id and r.id = a.rule_id
      left join account_days d on d.merchant_id = a.merchant_id and d.account_id = a.id
        and d.day = (now() at time zone 'Asia/Shanghai')::date
      cross join lateral (
        select coalesce(sum(payable_fen), 0) as fen, count(*) as count from allocations h
        where h.account_id = a.id and h.released_at is null
      ) held
      where a.merchant_id = ${ask.merchantId} and a.id = ${accountId}
        and (r.daily_fen is not null or r.daily_count is not null)
    )
    insert into allocations (merchant_id, account_id, order_id, payable_fen)
    select ${ask.merchantId}, ${accountId}, ${ask.orderId}, payable
    from merchants m
    cross join lateral (
      select ${ask.price}::bigint + case m.amount_direction when 'down' then -offset_fen else offset_fen end as payable
      from generate_series(0, m.amount_spread_fen) as offset_fen
    ) candidate
    where m.id = ${ask.merchantId} and payable > 0
      and not exists (select 1 from room where payable > room.fen or room.count < 1 offset 0)
      and not exists (
        select 1 from allocations h
        where h.account_id = ${accountId} and h.payable_fen = payable
          and (h.released_at is null or h.released_at > clock_timestamp() - make_interval(secs => m.amount_rest_seconds))
        offset 0)
    limit 1
    on conflict do nothing
    returning payable_fen`;
  return row?.payableFen ?? null;
}
