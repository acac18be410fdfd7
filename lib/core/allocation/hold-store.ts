import type { Tx } from '@/db/transaction';
import type { Ask } from '@/lib/core/allocation/choice-store';
import type { Fen } from '@/lib/platform/money';

/** Whose orders wait so many that none is added: one visitor's, one contact's, or all of the merchant's. */
export type Crowded = 'visitor' | 'contact' | 'merchant';

/**
 * Orders that allocate on one account stand in line here, so that each sees the amounts that the last one took. Before it
 * stand those of one visitor, and of one contact, over all accounts, so that none of them is counted too few.
 */
export async function lockAccount(tx: Tx, ask: Ask, accountId: number): Promise<void> {
  const { merchantId, visitor, contact } = ask;
  const holders = [visitor && `visitor ${visitor}`, contact && `contact ${contact}`];
  const keys = holders.filter((holder) => holder !== null).map((holder) => `${merchantId} ${holder}`);
  await tx`
    with holders as materialized (
      select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${keys.sort()}::text[]) as key
    )
    select 1 from accounts
    where merchant_id = ${merchantId} and id = ${accountId} and (select count(*) from holders) >= 0
    for no key update`;
}

/** What is kept of the merchant's amounts for whom `column` names, other than for this order. */
const keptFor = (column: 'visitor' | 'contact', parameter: string) => `
    select h.account_id, h.payable_fen from merchant m join allocations h on h.merchant_id = $1
    where m.open_per_${column}_max > 0 and h.${column} = ${parameter} and h.order_id <> $3
      and (h.released_at is null
        or h.released_at > statement_timestamp() - make_interval(secs => least(h.rest_seconds_max, m.rest)))`;

/** Order $3 of merchant $1 at price $4 on account $2, for visitor $5 and contact $6. */
const HOLD = `
  with merchant as materialized (
    select amount_direction as direction, amount_spread_fen as spread, amount_spread_percent as percent,
      amount_rest_seconds as rest, open_per_visitor_max, open_per_contact_max, open_max
    from merchants where id = $1::bigint
  ), amounts as materialized (
    select p.* from merchant m cross join lateral payable_amounts($4::bigint, m.direction, m.spread, m.percent) p
  ), room as materialized (
    select r.daily_fen - coalesce(d.paid_fen, 0) - held.fen as fen, r.daily_count - coalesce(d.paid_count, 0) - held.count as count
    from accounts a
    join rules r on r.merchant_id = a.merchant_id and r.id = a.rule_id
    left join account_days d on d.merchant_id = a.merchant_id and d.account_id = a.id
      and d.day = (now() at time zone 'Asia/Shanghai')::date
    cross join lateral (
      select coalesce(sum(payable_fen), 0) as fen, count(*) as count from allocations h
      where h.account_id = a.id and h.released_at is null
    ) held
    where a.merchant_id = $1 and a.id = $2::bigint
      and (r.daily_fen is not null or r.daily_count is not null)
  ), visited as materialized (${keptFor('visitor', '$5::text')}
  ), contacted as materialized (${keptFor('contact', '$6::text')}
  ), standing as materialized (
    select case
        when (select count(*) from visited) >= nullif(m.open_per_visitor_max, 0) then 'visitor'
        when (select count(*) from contacted) >= nullif(m.open_per_contact_max, 0) then 'contact'
        when m.open_max > 0 and (
          select count(*) from (
            select 1 from allocations h where h.merchant_id = $1 and h.released_at is null
            limit (select open_max from merchant)) as open) >= m.open_max then 'merchant'
      end as crowded,
      exists (select 1 from visited) and (
        select count(*) from visited v where v.account_id = $2 and v.payable_fen in (select amount from amounts)
      ) >= (select (count(*) + 1) / 2 from amounts) as is_unfair
    from merchant m
  ), held as (
    insert into allocations (merchant_id, account_id, order_id, life, payable_fen, visitor, contact)
    select $1, $2, $3::bigint, $8::int, p.amount, $5, $6
    from standing s cross join merchant m cross join amounts p
    where s.crowded is null and not s.is_unfair and p.is_overflow = $7::boolean
      and not exists (select 1 from room where p.amount > room.fen or room.count < 1 offset 0)
      and not exists (select 1 from amount_keepers($2, p.amount, m.rest, $3) offset 0)
    limit 1
    on conflict do nothing
    returning payable_fen
  )
  select (select payable_fen from held) as payable, crowded from standing`;

export interface Hold {
  /** Null when nothing was held. */
  readonly payable: Fen | null;
  /** Why nothing may be; null when the account is merely full by now. */
  readonly crowded: Crowded | null;
}

/**
 * Holds the free amount nearest to the price on the side that was chosen. Nothing is held when the account has none left
 * for this visitor, when what was held since it was chosen leaves too little of its daily limits, or when too many orders
 * wait already. The unique index has the last word. The amounts come nearest first and are read no further than to the
 * first free one: sorted or joined (`offset 0`), all would be.
 */
export async function insertAllocation(
  tx: Tx,
  ask: Ask & { readonly life: number },
  { accountId, isOverflow }: { accountId: number; isOverflow: boolean },
): Promise<Hold> {
  const { merchantId, orderId, life, price, visitor, contact } = ask;
  const params = [merchantId, accountId, orderId, price, visitor, contact, isOverflow, life];
  const [row] = await tx.unsafe<Hold[]>(HOLD, params, { prepare: true });
  if (row === undefined) throw new Error(`no merchant ${merchantId}`);
  return row;
}

export interface Waiting {
  /** How many amounts are kept. */
  readonly count: number;
  /** When the first of them is free again if nobody pays; null when there is none. */
  readonly freeAt: Date | null;
}

/** What is kept for the visitor, or the contact, of an order. */
export async function selectWaiting(tx: Tx, ask: Ask, by: 'visitor' | 'contact'): Promise<Waiting> {
  const { merchantId, visitor, contact } = ask;
  const [row] = await tx<Waiting[]>`
    select count(*), min(ends.at) as free_at
    from merchants m
    join allocations h on h.merchant_id = m.id and h.${tx(by)} = ${by === 'visitor' ? visitor : contact}
    join orders o on o.merchant_id = h.merchant_id and o.id = h.order_id
    cross join lateral (
      select coalesce(h.released_at, o.expires_at)
        + make_interval(secs => least(h.rest_seconds_max, m.amount_rest_seconds)) as at
    ) ends
    where m.id = ${merchantId} and (h.released_at is null or ends.at > statement_timestamp())`;
  return row ?? { count: 0, freeAt: null };
}
