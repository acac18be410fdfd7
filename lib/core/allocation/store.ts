import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { AccountKey } from '@/lib/core/accounts';
import type { Ask } from '@/lib/core/allocation/choice-store';
import type { Fen } from '@/lib/platform/money';

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

export interface PaymentSource {
  readonly channel: string;
  readonly accountCode: string;
  /** The code that carries exactly the amount; one made for the order's product goes before one for every order. */
  readonly fixedCode: string | null;
}

/** What an order that holds `payable` on the account is paid with. Removed accounts are found too: their orders stay. */
export async function selectPaymentSource({
  merchantId,
  accountId,
  payable,
  productId,
}: AccountKey & { payable: Fen; productId: number | null }): Promise<PaymentSource | null> {
  const [row] = await sql()<PaymentSource[]>`
    select channel, code as account_code, (
      select f.code from fixed_codes f
      where f.account_id = a.id and f.amount_fen = ${payable} and not f.is_removed
        and coalesce(f.product_id, 0) in (0, coalesce(${productId}::bigint, 0))
      order by f.product_id nulls last limit 1
    ) as fixed_code
    from accounts a where merchant_id = ${merchantId} and id = ${accountId}`;
  return row ?? null;
}
