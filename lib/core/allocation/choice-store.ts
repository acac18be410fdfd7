import type { Tx } from '@/db/transaction';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';
import type { Province } from '@/lib/platform/region';

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
  /** Null when no qualified account has a free amount near the price. */
  accountId: number | null;
  /** The rule that the chosen account follows. */
  ruleName: string | null;
  strategy: string;
  /** The account that the strategy left out, if it would have qualified. */
  leftOutId: number | null;
}

/** How many lots are drawn before every account is put in an order by lot. */
const DRAWS = 16;

/**
 * Whether the account is online, of the order's kind, and admitted by its rule. The conditions are those of `judgeRule`.
 * `offset 0` keeps it a question about one row: joined, the rows would lose their order.
 */
const isServing = (id: string) => `exists (
  select 1 from online_accounts a
  left join account_days d on d.merchant_id = a.merchant_id and d.account_id = a.id and d.day = (select today from clock)
  where a.merchant_id = $1 and a.id = ${id} and a.mode = $2 and a.type = $3
    and (a.rule_id is null or exists (
      select 1 from fitting r cross join lateral (
        select coalesce(sum(payable_fen), 0) as fen, count(*) as count from allocations h
        where r.is_limited and h.account_id = a.id and h.released_at is null
      ) held
      where r.id = a.rule_id
        and (r.daily_fen is null or coalesce(d.paid_fen, 0) + held.fen + $4 <= r.daily_fen)
        and (r.daily_count is null or coalesce(d.paid_count, 0) + held.count < r.daily_count)))
  offset 0)`;

/** Whether an order holds the amount on the account, or held it until a moment ago. */
const isTaken = (id: string, amount: string) => `exists (
  select 1 from allocations h
  where h.account_id = ${id} and h.payable_fen = ${amount}
    and (h.released_at is null or h.released_at > now() - make_interval(secs => (select rest from merchant)))
  offset 0)`;

/** What both questions start from: the merchant $1, an order of mode $2, type $3, price $4, from region $5. */
const CANDIDATES = `
  with merchant as materialized (
    select amount_spread_fen as spread, amount_rest_seconds as rest, strategy,
      case amount_direction when 'down' then -1 else 1 end as step
    from merchants where id = $1::bigint
  ), clock as materialized (
    select local::date as today, (extract(hour from local) * 60 + extract(minute from local))::int as minute
    from (select now() at time zone 'Asia/Shanghai' as local) as here
  ), fitting as materialized (
    select id, name, daily_fen, daily_count, daily_fen is not null or daily_count is not null as is_limited
    from rules r
    where r.merchant_id = $1 and not r.is_removed
      and (isempty(r.windows) or r.windows @> (select minute from clock))
      and $4::bigint >= coalesce(r.min_fen, 0) and (r.max_fen is null or $4 <= r.max_fen)
      and (cardinality(r.regions) = 0 or $5::text = any(r.regions) or ($5 is null and r.is_unknown_region_served))
  ), candidates as materialized (
    select array_agg(id) as ids, count(*)::int from accounts
    where merchant_id = $1 and mode = $2::text and type = $3::text and not is_removed
      and (rule_id is null or rule_id in (select id from fitting))
  )`;

/** For an order for nothing but product $6. */
const CHOICE = `${CANDIDATES}, left_out as materialized (
    select id from (
      (select account_id as id from orders
      where (select strategy from merchant) = 'smart' and merchant_id = $1 and mode = $2
        and paid_at is not null and account_id is not null
      order by paid_at desc limit 1)
      union all
      (select account_id from account_days
      where (select strategy from merchant) = 'even' and merchant_id = $1
        and day = (select today from clock) and paid_fen > 0
      order by paid_fen desc nulls last, account_id offset 0)
    ) first
    where ${isServing('first.id')} limit 1
  ), ranked as (
    (select f.account_id as id from fixed_codes f
    where f.merchant_id = $1 and f.amount_fen = $4 and not f.is_removed
      and coalesce(f.product_id, 0) in (0, coalesce($6::bigint, 0))
      and f.account_id is distinct from (select id from left_out)
      and not ${isTaken('f.account_id', '$4')}
    order by f.product_id is null, random())
    union all
    select id from (select ids[1 + floor(random() * count)::int] as id from candidates, generate_series(1, ${DRAWS}) offset 0) drawn
    where id is distinct from (select id from left_out)
    union all
    (select id from (select unnest(ids) as id from candidates) others
    where id is distinct from (select id from left_out)
    order by random())
    union all
    select id from left_out
  ), chosen as (
    select id from ranked c
    where ${isServing('c.id')} and exists (
      select 1 from generate_series(0, (select spread from merchant)) as offset_fen
      where $4 + (select step from merchant) * offset_fen > 0
        and not ${isTaken('c.id', '$4 + (select step from merchant) * offset_fen')}
      offset 0)
    limit 1
  )
  select merchant.strategy, (select id from left_out) as left_out_id, chosen.id as account_id, (
      select name from fitting join accounts on rule_id = fitting.id
      where merchant_id = $1 and accounts.id = chosen.id
    ) as rule_name
  from merchant left join chosen on true`;

const IS_SERVABLE = `${CANDIDATES}
  select exists (select 1 from (select unnest(ids) as id from candidates) c where ${isServing('c.id')}) as is_servable`;

/**
 * One account among those online whose rules admit the order and that have a free amount: first those on which the
 * price itself is free and a code carries exactly it, then all by lot, last the one that the strategy leaves out.
 * They are looked at one after the other until one qualifies: whether it is online, what it took today and what it
 * holds is read for no more of them. A union is read in the order in which it is written. Drawing sixteen lots, of
 * which the first that qualifies is taken, spares putting a thousand accounts in order; only when none of them does,
 * all are. The text is put together once: doing so for every order costs its process more than the answer.
 */
export async function selectChoice(tx: Tx, ask: Ask): Promise<Choice> {
  const { merchantId, mode, type, price, productId, region } = ask;
  const params = [merchantId, mode, type, price, region, productId];
  const [row] = await tx.unsafe<Choice[]>(CHOICE, params, { prepare: true });
  if (row === undefined) throw new Error(`no merchant ${merchantId}`);
  return row;
}

/** Whether any account that is online may serve this order by its rule, with a free amount or without. */
export async function selectIsServable(tx: Tx, ask: Ask): Promise<boolean> {
  const { merchantId, mode, type, price, region } = ask;
  const params = [merchantId, mode, type, price, region];
  const [row] = await tx.unsafe<{ isServable: boolean }[]>(IS_SERVABLE, params, { prepare: true });
  return row?.isServable ?? false;
}
