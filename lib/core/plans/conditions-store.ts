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
    select h.merchant_id, d.day::text as day, d.order_count as orders_today, h.orders_per_day, d.sum_fen as sum_today,
      h.sum_per_day_fen as sum_per_day
    from merchant_plans h
    join merchant_days d on d.merchant_id = h.merchant_id and d.day = (now() at time zone 'Asia/Shanghai')::date
    where h.merchant_id = any(${[...merchantIds]}::bigint[]) and h.expires_at > clock_timestamp()`;
}
