import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Arrival, ArrivalOutcome, Holder } from '@/lib/core/collection/arrival';
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

function arrivalColumns() {
  return sql()`merchant_id, id, mode, type, account_id, monitor_id, source, amount_fen as amount, paid_at, seen_at, raw,
    outcome, reason, order_id, decided_at`;
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

export interface Ask {
  merchantId: number;
  mode: Mode;
  type: PayType;
  orderId: number;
  price: Fen;
  /** The product of an order for nothing else: codes made for it may be given to this order. */
  productId: number | null;
}

export interface Choice {
  /** How many accounts are online; none at all is another answer than none with a free amount. */
  onlineCount: number;
  /** Null when no account has a free amount near the price. */
  accountId: number | null;
  strategy: string;
}

/**
 * The account to offer: of those online with a free amount, by the merchant's strategy (spec gatepay-cloud §3).
 * What the strategy would leave out stands last, so it is still taken when nothing else is left. Among the others
 * one goes first on which the price itself is free and a code carries exactly it: one made for the order's product,
 * then one for every order.
 */
export async function chooseAccount(tx: Tx, ask: Ask): Promise<Choice> {
  const [row] = await tx<Choice[]>`
    with merchant as (
      select amount_spread_fen as spread, amount_rest_seconds as rest, strategy,
        case amount_direction when 'down' then -1 else 1 end as step
      from merchants where id = ${ask.merchantId}
    ), online as (
      select id from online_accounts
      where merchant_id = ${ask.merchantId} and mode = ${ask.mode} and type = ${ask.type}
    ), left_out as (
      (select account_id as id from orders, merchant
       where strategy = 'smart' and merchant_id = ${ask.merchantId} and mode = ${ask.mode} and paid_at is not null
         and account_id in (select id from online)
       order by paid_at desc limit 1)
      union all
      (select account_id from orders, merchant
       where strategy = 'even' and merchant_id = ${ask.merchantId} and mode = ${ask.mode}
         and paid_at >= date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai'
         and account_id in (select id from online)
       group by account_id order by sum(paid_fen) desc limit 1)
    ), exact as (
      select f.account_id as id, bool_or(f.product_id is not null) as is_for_product
      from fixed_codes f, merchant
      where f.account_id in (select id from online) and f.amount_fen = ${ask.price} and not f.is_removed
        and coalesce(f.product_id, 0) in (0, coalesce(${ask.productId}::bigint, 0))
        and not exists (
          select 1 from allocations h
          where h.account_id = f.account_id and h.payable_fen = ${ask.price}
            and (h.released_at is null or h.released_at > now() - make_interval(secs => merchant.rest)))
      group by f.account_id
    ), ranked as materialized (
      select id, row_number() over (
        order by id in (select id from left_out), exact.is_for_product desc nulls last, random()) as rank
      from online left join exact using (id)
    )
    select (select count(*) from online) as online_count, merchant.strategy,
      (select r.id from ranked r where exists (
         select 1 from generate_series(0, merchant.spread) as offset_fen
         where ${ask.price}::bigint + merchant.step * offset_fen > 0 and not exists (
           select 1 from allocations h
           where h.account_id = r.id and h.payable_fen = ${ask.price}::bigint + merchant.step * offset_fen
             and (h.released_at is null or h.released_at > now() - make_interval(secs => merchant.rest))))
       order by r.rank limit 1) as account_id
    from merchant`;
  if (row === undefined) throw new Error(`no merchant ${ask.merchantId}`);
  return row;
}

/** Orders that allocate on one account stand in line here, so that each sees the amounts that the last one took. */
export async function lockAccount(tx: Tx, merchantId: number, accountId: number): Promise<void> {
  await tx`select 1 from accounts where merchant_id = ${merchantId} and id = ${accountId} for no key update`;
}

/** Holds the free amount nearest to the price. Null when the account has none left. The unique index has the last word. */
export async function insertAllocation(tx: Tx, ask: Ask, accountId: number): Promise<Fen | null> {
  const [row] = await tx<{ payableFen: Fen }[]>`
    insert into allocations (merchant_id, account_id, order_id, payable_fen)
    select ${ask.merchantId}, ${accountId}, ${ask.orderId}, payable
    from merchants m
    cross join lateral generate_series(0, m.amount_spread_fen) as offset_fen
    cross join lateral (
      select ${ask.price}::bigint + case m.amount_direction when 'down' then -offset_fen else offset_fen end as payable
    ) candidate
    where m.id = ${ask.merchantId} and payable > 0 and not exists (
      select 1 from allocations h
      where h.account_id = ${accountId} and h.payable_fen = payable
        and (h.released_at is null or h.released_at > clock_timestamp() - make_interval(secs => m.amount_rest_seconds)))
    order by offset_fen limit 1
    on conflict do nothing
    returning payable_fen`;
  return row?.payableFen ?? null;
}
