import { sql } from '@/db/client';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** A live account's monitor that is not heard of. */
export interface SilentMonitor {
  readonly merchantId: number;
  readonly monitorId: number;
  readonly name: string;
  /** Its last sign of life. */
  readonly since: Date;
  /** How many live accounts get no orders because of it. */
  readonly accounts: number;
}

/** Monitors of these merchants that are silent for longer than two minutes while accounts follow them. */
export function selectSilentMonitors(merchantIds: readonly number[]): Promise<SilentMonitor[]> {
  return sql()<SilentMonitor[]>`
    select m.merchant_id, m.id as monitor_id, m.name, m.last_seen_at as since, count(*)::int as accounts
    from monitors m
    join accounts a on a.merchant_id = m.merchant_id and a.monitor_id = m.id and a.mode = 'live'
      and a.online_switch = 'auto' and not a.is_removed
    where m.merchant_id = any(${[...merchantIds]}::bigint[]) and not m.is_removed
      and m.last_seen_at <= now() - greatest(interval '2 minutes', make_interval(secs => 3 * m.beat_seconds))
    group by m.merchant_id, m.id`;
}

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
