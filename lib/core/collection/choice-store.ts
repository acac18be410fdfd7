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
/** How many accounts are drawn, and how many with the largest sums are looked at, before all of them are. */
const DRAWN = 16;
const LEADERS = 8;

/**
 * One account among those online whose rules admit the order and that have a free amount, by the merchant's strategy.
 * With `isWhole` every account of the merchant is looked at. Without, sixteen drawn by lot, those with a code of
 * exactly the price, and the one that the strategy may leave out: the first that qualifies in an order by lot is the
 * same whether the rest of the order is known or not. `isConclusive` is false when these few did not settle it.
 *
 * What an account took today and holds is looked up only until one is found. `offset 0` keeps the planner from judging
 * all of them first, and whole numbers are sorted fastest. The conditions of the rules are those of `judgeRule`.
 */
export async function selectChoice(
  tx: Tx,
  ask: Ask,
  isWhole: boolean,
): Promise<Choice & { isConclusive: boolean }> {
  const { merchantId, mode, type, price, productId, region } = ask;
  // Written into the text, so that each of the two has a plan of its own.
  const first = (count: number) => (isWhole ? tx`` : tx.unsafe(`limit ${count}`));
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
  const [row] = await tx<(Choice & { isConclusive: boolean })[]>`
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
    ), drawn as materialized (
      select id from accounts
      where merchant_id = ${merchantId} and mode = ${mode} and type = ${type} and not is_removed
      order by (random() * ${RANK_STEP})::int ${first(DRAWN)}
    ), last_trade as materialized (
      select account_id as id from orders
      where (select strategy from merchant) = 'smart' and merchant_id = ${merchantId} and mode = ${mode}
        and paid_at is not null and account_id is not null
      order by paid_at desc limit 1
    ), leaders as materialized (
      select account_id as id, paid_fen from account_days
      where (select strategy from merchant) = 'even' and merchant_id = ${merchantId}
        and day = (select today from clock) and paid_fen > 0
      order by paid_fen desc nulls last, account_id ${first(LEADERS)}
    ), exact as materialized (
      select f.account_id as id, bool_or(f.product_id is not null) as is_for_product
      from fixed_codes f
      where f.merchant_id = ${merchantId} and f.amount_fen = ${price} and not f.is_removed
        and coalesce(f.product_id, 0) in (0, coalesce(${productId}::bigint, 0))
        and not ${isTaken(tx`f.account_id`, tx`${price}`)}
      group by f.account_id
    ), candidates as materialized (
      select id, rule_id from online_accounts
      where merchant_id = ${merchantId} and mode = ${mode} and type = ${type}
        and (rule_id is null or rule_id in (select id from fitting))
        ${
          isWhole
            ? tx``
            : tx`and id = any(array(
                select id from drawn union all select id from last_trade
                union all select id from leaders union all select id from exact))`
        }
    ), left_out as materialized (
      select c.id from candidates c where c.id = (select id from last_trade) and ${isWithinDay}
      union all
      (select c.id from (
         select c.id, c.rule_id from candidates c join leaders on leaders.id = c.id
         order by leaders.paid_fen desc, c.id offset 0
       ) c where ${isWithinDay} limit 1)
    ), known as materialized (
      select ${isWhole}::boolean or (select count(*) from drawn) < ${DRAWN}::int as is_every_account,
        ${isWhole}::boolean or (select strategy from merchant) <> 'even' or exists (select 1 from left_out)
          or (select count(*) from leaders) < ${LEADERS}::int as is_left_out
    ), chosen as (
      select c.id, c.rule_id from (
        select c.id, c.rule_id from candidates c
        where (c.id in (select id from drawn) or c.id in (select id from exact))
          and ((select is_every_account from known) or c.id is distinct from (select id from left_out))
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
        else exists (select 1 from candidates c where ${isWithinDay}) end as is_servable,
      known.is_left_out and (known.is_every_account or chosen.id is not null) as is_conclusive
    from merchant cross join known left join chosen on true`;
  if (row === undefined) throw new Error(`no merchant ${merchantId}`);
  return row;
}
