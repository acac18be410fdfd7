import { sql } from '@/db/client';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** Live money that waits for a human. */
export interface UnmatchedArrival {
  readonly merchantId: number;
  readonly arrivalId: number;
  readonly type: PayType;
  readonly amount: Fen;
}

/** What no match could decide within the last day and nobody did since, the newest `limit` of each of these merchants. */
export function selectUnmatchedArrivals(
  merchantIds: readonly number[],
  limit: number,
): Promise<UnmatchedArrival[]> {
  return sql()<UnmatchedArrival[]>`
    select a.merchant_id, a.id as arrival_id, a.type, a.amount_fen as amount
    from unnest(${[...merchantIds]}::bigint[]) as merchant(id)
    cross join lateral (
      select * from arrivals
      where merchant_id = merchant.id and mode = 'live' and outcome = 'unmatched'
        and seen_at > now() - interval '1 day'
      order by id desc limit ${limit}
    ) a`;
}

/** A buyer's word that waits for the merchant's. */
export interface WaitingAppeal {
  readonly merchantId: number;
  readonly appealId: number;
  readonly outOrderId: string;
  readonly amount: Fen;
}

/** The newest `limit` open appeals of each of these merchants. */
export function selectWaitingAppeals(
  merchantIds: readonly number[],
  limit: number,
): Promise<WaitingAppeal[]> {
  return sql()<WaitingAppeal[]>`
    select p.merchant_id, p.id as appeal_id, o.out_order_id, p.amount_fen as amount
    from unnest(${[...merchantIds]}::bigint[]) as merchant(id)
    cross join lateral (
      select * from appeals where merchant_id = merchant.id and status = 'open' order by id desc limit ${limit}
    ) p
    join orders o on o.merchant_id = p.merchant_id and o.id = p.order_id and o.mode = 'live'`;
}
