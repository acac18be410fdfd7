import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Arrival, ArrivalOutcome, Holder } from '@/lib/core/arrivals/arrival';
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
  /** The monitor told a time that its clock cannot show: nothing is matched by it. */
  isTimeUnclear?: boolean;
  raw: Record<string, string | number | boolean | null>;
}

/** Null when this payment was recorded before. A monitor that reports a new one is alive, unless its time is unclear. */
export async function insertArrival(arrival: NewArrival, tx?: Tx): Promise<number | null> {
  const isTimeUnclear = arrival.isTimeUnclear ?? false;
  const [row] = await (tx ?? sql())<{ id: number }[]>`
    with recorded as (
      insert into arrivals (merchant_id, mode, type, account_id, monitor_id, source, dedupe_key, amount_fen, paid_at,
        is_time_unclear, raw)
      values (${arrival.merchantId}, ${arrival.mode}, ${arrival.type}, ${arrival.accountId}, ${arrival.monitorId},
        ${arrival.source}, ${arrival.dedupeKey}, ${arrival.amount}, ${arrival.paidAt}, ${isTimeUnclear},
        ${sql().json(arrival.raw)})
      on conflict (merchant_id, dedupe_key) do nothing
      returning id
    ), alive as (
      update monitors set last_arrival_at = now(), last_seen_at = case when ${isTimeUnclear} then last_seen_at else now() end
      where merchant_id = ${arrival.merchantId} and id = ${arrival.monitorId} and exists (select from recorded)
    )
    select id from recorded`;
  return row?.id ?? null;
}

/**
 * Records what is new and answers its numbers. Rows go in by their keys, so that two batches with the same rows wait for
 * each other in one order.
 */
export async function insertArrivals(arrivals: readonly NewArrival[]): Promise<number[]> {
  const rows = arrivals.map(({ paidAt, raw, ...row }) => ({
    ...row,
    paidAt: paidAt.toISOString(),
    raw: { ...raw },
  }));
  const recorded = await sql()<{ id: number }[]>`
    insert into arrivals (merchant_id, mode, type, account_id, monitor_id, source, dedupe_key, amount_fen, paid_at, raw)
    select t."merchantId", t.mode, t.type, t."accountId", t."monitorId", t.source, t."dedupeKey", t.amount, t."paidAt", t.raw
    from jsonb_to_recordset(${sql().json(rows)}) as t("merchantId" bigint, mode text, type text, "accountId" bigint,
      "monitorId" bigint, source text, "dedupeKey" text, amount bigint, "paidAt" timestamptz, raw jsonb)
    where not exists (
      select from arrivals known where known.merchant_id = t."merchantId" and known.dedupe_key = t."dedupeKey")
    order by t."merchantId", t."dedupeKey"
    on conflict (merchant_id, dedupe_key) do nothing
    returning id`;
  return recorded.map(({ id }) => id);
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
    is_time_unclear, outcome, reason, order_id, decided_at, decided_by, note`;
}

export async function lockArrival(tx: Tx, { merchantId, arrivalId }: ArrivalKey): Promise<Arrival | null> {
  const [row] = await tx<Arrival[]>`
    select ${arrivalColumns()} from arrivals where merchant_id = ${merchantId} and id = ${arrivalId} for update`;
  return row ?? null;
}

type HolderRow = Omit<Holder, 'again'> & { againFrom: Date | null; againUntil: Date };

/**
 * The orders that hold or held this amount on the accounts that the arrival can have come in on, newest first; one that
 * held it several times comes several times.
 */
export async function selectHolders(tx: Tx, arrival: Arrival): Promise<Holder[]> {
  const rows = await tx<HolderRow[]>`
    select h.order_id, h.account_id, h.held_at, o.status, h.life, coalesce(was.expires_at, o.expires_at) as expires_at,
      case when was.life is not null then o.reopened_at end as again_from, o.expires_at as again_until,
      coalesce(h.released_at, 'infinity') + make_interval(secs => m.amount_rest_seconds) > now() as is_resting
    from accounts a
    join merchants m on m.id = a.merchant_id
    join allocations h on h.account_id = a.id and h.payable_fen = ${arrival.amount}
    join orders o on o.merchant_id = h.merchant_id and o.id = h.order_id
    left join order_lives was on was.merchant_id = h.merchant_id and was.order_id = h.order_id and was.life = h.life
    where a.merchant_id = ${arrival.merchantId} and a.mode = ${arrival.mode} and a.type = ${arrival.type}
      and (a.id = ${arrival.accountId} or (${arrival.accountId}::bigint is null and a.monitor_id = ${arrival.monitorId}))
      and h.held_at > now() - interval '8 days'
    order by h.id desc limit 50`;
  return rows.map(({ againFrom, againUntil, ...row }) => ({
    ...row,
    again: againFrom === null ? null : { from: againFrom, until: againUntil },
  }));
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
