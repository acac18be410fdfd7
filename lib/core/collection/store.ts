import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Arrival, ArrivalOutcome, Holder } from '@/lib/core/collection/arrival';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';
import type { Province } from '@/lib/platform/region';

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

export interface Ask {
  merchantId: number;
  mode: Mode;
  type: PayType;
  orderId: number;
  price: Fen;
  /** The product of an order for nothing else: codes made for it may be given to this order. */
  productId: number | null;
  /** The payer's province, null when it is not known: rules may ask for it. */
  region: Province | null;
}

export interface Choice {
  /** Whether any account that is online may serve this order by its rule; none is another answer than none with a free amount. */
  isServable: boolean;
  /** Null when no qualified account has a free amount near the price. */
  accountId: number | null;
  /** The rule that the chosen account follows. */
  ruleName: string | null;
  strategy: string;
  /** The account that the strategy left out, if it would have qualified. */
  leftOutId: number | null;
}

/** Four ranks of it fit an int4. */
const RANK_STEP = 500_000_000;

/**
 * The account to offer: of those online whose rules admit the order and that have a free amount, by the merchant's
 * strategy (spec gatepay-cloud §3): smart leaves out the account of the last completed trade, even the one with the
 * largest sum of today. What is left out stands last, so it is still taken when nothing else is left. Among the
 * others one goes first on which the price itself is free and a code carries exactly it: one made for the order's
 * product, then one for every order. The conditions of the rules are those of `judgeRule`.
 *
 * What an account took today and holds is looked up only until one is found: a merchant may have a thousand.
 * `offset 0` keeps the planner from judging all of them first, and whole numbers are sorted fastest.
 */
export async function chooseAccount(tx: Tx, ask: Ask): Promise<Choice> {
  const { merchantId, mode, type, price, productId, region } = ask;
  const isWithinDay = tx`not exists (
    select 1 from limited l
    left join account_days d on d.merchant_id = ${merchantId} and d.account_id = c.id and d.day = l.today
    cross join lateral (
      select coalesce(sum(payable_fen), 0) as fen, count(*) as count from allocations h
      where h.account_id = c.id and h.released_at is null
    ) held
    where l.id = c.rule_id
      and (coalesce(d.paid_fen, 0) + held.fen + ${price} > l.daily_fen
        or coalesce(d.paid_count, 0) + held.count >= l.daily_count))`;
  const isTaken = (accountId: ReturnType<typeof tx>, amount: ReturnType<typeof tx>) => tx`exists (
    select 1 from allocations h
    where h.account_id = ${accountId} and h.payable_fen = ${amount}
      and (h.released_at is null
        or h.released_at > now() - make_interval(secs => (select rest from merchant))))`;
  const [row] = await tx<Choice[]>`
    with merchant as materialized (
      select amount_spread_fen as spread, amount_rest_seconds as rest, strategy,
        case amount_direction when 'down' then -1 else 1 end as step
      from merchants where id = ${merchantId}
    ), clock as materialized (
      select local::date as today, (extract(hour from local) * 60 + extract(minute from local))::int as minute
      from (select now() at time zone 'Asia/Shanghai' as local) as here
    ), fitting as materialized (
      select r.id, r.name, r.daily_fen, r.daily_count, clock.today from rules r, clock
      where r.merchant_id = ${merchantId} and not r.is_removed
        and (isempty(r.windows) or r.windows @> clock.minute)
        and ${price} >= coalesce(r.min_fen, 0) and (r.max_fen is null or ${price} <= r.max_fen)
        and (cardinality(r.regions) = 0 or ${region}::text = any(r.regions)
          or (${region}::text is null and r.is_unknown_region_served))
    ), limited as materialized (
      select id, daily_fen, daily_count, today from fitting where daily_fen is not null or daily_count is not null
    ), candidates as materialized (
      select id, rule_id from online_accounts
      where merchant_id = ${merchantId} and mode = ${mode} and type = ${type}
        and (rule_id is null or rule_id in (select id from fitting))
    ), left_out as materialized (
      select c.id from candidates c
      where (select strategy from merchant) = 'smart' and c.id = (
          select account_id from orders
          where merchant_id = ${merchantId} and mode = ${mode} and paid_at is not null and account_id is not null
          order by paid_at desc limit 1)
        and ${isWithinDay}
      union all
      (select c.id from (
         select c.id, c.rule_id from candidates c
         join account_days d on d.merchant_id = ${merchantId} and d.account_id = c.id
           and d.day = (select today from clock)
         where (select strategy from merchant) = 'even' and d.paid_fen > 0
         order by d.paid_fen desc, c.id offset 0
       ) c where ${isWithinDay} limit 1)
    ), exact as materialized (
      select f.account_id as id, bool_or(f.product_id is not null) as is_for_product
      from fixed_codes f
      where f.merchant_id = ${merchantId} and f.amount_fen = ${price} and not f.is_removed
        and coalesce(f.product_id, 0) in (0, coalesce(${productId}::bigint, 0))
        and not ${isTaken(tx`f.account_id`, tx`${price}`)}
      group by f.account_id
    ), chosen as (
      select c.id, c.rule_id from (
        select c.id, c.rule_id from candidates c
        order by ((case when c.id = (select id from left_out) then 3
          when c.id in (select id from exact where is_for_product) then 0
          when c.id in (select id from exact) then 1 else 2 end + random()) * ${RANK_STEP})::int offset 0
      ) c
      where ${isWithinDay} and exists (
        select 1 from generate_series(0, (select spread from merchant)) as offset_fen
        where ${price}::bigint + (select step from merchant) * offset_fen > 0
          and not ${isTaken(tx`c.id`, tx`${price}::bigint + (select step from merchant) * offset_fen`)})
      limit 1
    )
    select merchant.strategy, (select id from left_out) as left_out_id, chosen.id as account_id,
      (select name from fitting where id = chosen.rule_id) as rule_name,
      case when chosen.id is not null then true
        else exists (select 1 from candidates c where ${isWithinDay}) end as is_servable
    from merchant left join chosen on true`;
  if (row === undefined) throw new Error(`no merchant ${merchantId}`);
  return row;
}

/** Orders that allocate on one account stand in line here, so that each sees the amounts that the last one took. */
export async function lockAccount(tx: Tx, merchantId: number, accountId: number): Promise<void> {
  await tx`select 1 from accounts where merchant_id = ${merchantId} and id = ${accountId} for no key update`;
}

/**
 * Holds the free amount nearest to the price. Null when the account has none left, or when what was held since it was
 * chosen leaves too little of its daily limits. The unique index has the last word.
 */
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
      and not exists (
        select 1 from accounts a
        join rules r on r.merchant_id = a.merchant_id and r.id = a.rule_id
        left join account_days d on d.merchant_id = a.merchant_id and d.account_id = a.id
          and d.day = (now() at time zone 'Asia/Shanghai')::date
        cross join lateral (
          select coalesce(sum(payable_fen), 0) as fen, count(*) as count from allocations h
          where (r.daily_fen is not null or r.daily_count is not null) and h.account_id = a.id and h.released_at is null
        ) held
        where a.merchant_id = ${ask.merchantId} and a.id = ${accountId}
          and (coalesce(d.paid_fen, 0) + held.fen + payable > r.daily_fen
            or coalesce(d.paid_count, 0) + held.count >= r.daily_count))
    order by offset_fen limit 1
    on conflict do nothing
    returning payable_fen`;
  return row?.payableFen ?? null;
}
