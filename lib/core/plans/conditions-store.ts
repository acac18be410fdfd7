import { sql } from '@/db/client';
import type { Fen } from '@/lib/platform/money';

/** One of a plan's limits of a day that is nearly or wholly used. */
export interface UsedQuota {
  readonly merchantId: number;
  /** The day in Asia/Shanghai. */
  readonly day: string;
  readonly ordersToday: number;
  readonly ordersPerDay: number | null;
  readonly sumToday: Fen;
  readonly sumPerDay: Fen | null;
}

/** What merchants, of these, used today of plans that have limits and are not over. */
export function selectUsedQuotas(merchantIds: readonly number[]): Promise<UsedQuota[]> {
  return sql()<UsedQuota[]>`
    select h.merchant_id, today.day::text as day, h.orders_per_day, h.sum_per_day_fen as "sumPerDay",
      taken.orders_today, taken.sum_today
    from merchant_plans h
    cross join (select (now() at time zone 'Asia/Shanghai')::date as day) today
    cross join lateral (
      select count(*)::int as orders_today, coalesce(sum(price_fen), 0)::bigint as sum_today from orders
      where merchant_id = h.merchant_id and plan_day = today.day and status not in ('expired', 'closed')
    ) taken
    where h.merchant_id = any(${[...merchantIds]}::bigint[]) and h.expires_at > clock_timestamp()
      and coalesce(h.orders_per_day, h.sum_per_day_fen) is not null`;
}
