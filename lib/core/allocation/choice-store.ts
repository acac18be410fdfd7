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
  /** Whom the amount is kept for; null when nobody is known. */
  visitor: string | null;
  /** What the buyer left with the order, if its link asked for that. */
  contact: string | null;
}

export interface Choice {
  /** Null when no qualified account has a free amount near the price. */
  accountId: number | null;
  /** The rule that the chosen account follows. */
  ruleName: string | null;
  strategy: string;
  /** The account that the strategy left out, if it would have qualified. */
  leftOutId: number | null;
  /** No account has an amount left in the merchant's direction: the order goes to the other side of the price. */
  isOverflow: boolean;
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

/** Whether the amount is kept on the account for another order. */
const isTaken = (id: string, amount: string) => `exists (
  select 1 from merchant m cross join lateral amount_keepers(${id}, ${amount}, m.rest, $8::bigint) offset 0)`;

/** Whether one of the amounts on one side of the price is free on the account. They are read no further than to the first. */
const isFree = (id: string, isOverflow: boolean) => `exists (
  select 1 from amounts p where p.is_overflow = ${isOverflow} and not ${isTaken(id, 'p.amount')} offset 0)`;

/** Whether less than half of the account's amounts near the price is kept for the visitor. Most have none, and nothing is counted. */
const isFair = (id: string) => `not exists (
  select 1 from visited v where v.account_id = ${id} and v.count >= (select (count(*) + 1) / 2 from amounts) offset 0)`;

/** What both questions start from: the merchant $1, an order of mode $2, type $3, price $4, from region $5. */
const CANDIDATES = `
  with merchant as materialized (
    select amount_direction as direction, amount_spread_fen as spread, amount_spread_percent as percent,
      amount_rest_seconds as rest, open_per_visitor_max, strategy
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

/** For order $8, for nothing but product $6, of visitor $7. */
const CHOICE = `${CANDIDATES}, amounts as materialized (
    select p.* from merchant m cross join lateral payable_amounts($4, m.direction, m.spread, m.percent) p
  ), visited as materialized (
    select h.account_id, count(*) as count from merchant m join allocations h on h.merchant_id = $1
    where m.open_per_visitor_max > 0 and h.visitor = $7::text and h.order_id <> $8
      and (h.released_at is null
        or h.released_at > statement_timestamp() - make_interval(secs => least(h.rest_seconds_max, m.rest)))
      and h.payable_fen in (select amount from amounts)
    group by h.account_id
  ), left_out as materialized (
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
    select id, false as is_overflow from ranked c
    where ${isServing('c.id')} and ${isFair('c.id')} and ${isFree('c.id', false)}
    limit 1
  ), overflowing as (
    select id, true as is_overflow from ranked c
    where (select direction from merchant) = 'down_then_up' and not exists (select 1 from chosen)
      and ${isServing('c.id')} and ${isFair('c.id')} and ${isFree('c.id', true)}
    limit 1
  )
  select merchant.strategy, (select id from left_out) as left_out_id, taken.id as account_id, (
      select name from fitting join accounts on rule_id = fitting.id
      where merchant_id = $1 and accounts.id = taken.id
    ) as rule_name, coalesce(taken.is_overflow, false) as is_overflow
  from merchant left join (select * from chosen union all select * from overflowing) taken on true`;

const IS_SERVABLE = `${CANDIDATES}
  select exists (select 1 from (select unnest(ids) as id from candidates) c where ${isServing('c.id')}) as is_servable`;

/**
 * One account among those online whose rules admit the order and that have a free amount: first those on which the
 * price itself is free and a code carries exactly it, then all by lot, last the one that the strategy leaves out.
 * They are looked at one after the other until one qualifies: whether it is online, what it took today and what it
 * holds is read for no more of them. A union is read in the order in which it is written. Drawing sixteen lots, of
 * which the first that qualifies is taken, spares putting a thousand accounts in order; only when none of them does,
 * all are. Amounts beyond the price in the merchant's second direction are looked for when no account has one in the
 * first. The text is put together once: doing so for every order costs its process more than the answer.
 */
export async function selectChoice(tx: Tx, ask: Ask): Promise<Choice> {
  const { merchantId, mode, type, price, productId, region, visitor, orderId } = ask;
  const params = [merchantId, mode, type, price, region, productId, visitor, orderId];
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
