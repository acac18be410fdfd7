import { sql } from '@/db/client';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** The installation in numbers; of orders and accounts, the live ones. */
export interface InstallationCounts {
  readonly merchantsActive: number;
  readonly merchantsSuspended: number;
  readonly accounts: number;
  readonly accountsOnline: number;
  readonly sessions: number;
  readonly sessionsOnline: number;
  /** Placed and not yet ended. */
  readonly ordersOpen: number;
  /** In the last 24 hours. */
  readonly paidCount: number;
  readonly paidFen: Fen;
  readonly callbacks: number;
  readonly callbacksDelivered: number;
  readonly callbacksDead: number;
  /** Callbacks whose moment has come, and how long the oldest has waited for a worker. */
  readonly queued: number;
  readonly queueAgeSeconds: number;
  /** Arrivals and notices that wait for a worker. */
  readonly unreadByWorker: number;
  readonly noticesUnread: number;
  readonly arrivalsUnmatched: number;
}

export async function selectCounts(): Promise<InstallationCounts> {
  const [row] = await sql()<InstallationCounts[]>`
    with standing as (
      select count(*) filter (where status = 'active') as merchants_active,
        count(*) filter (where status = 'suspended') as merchants_suspended from merchants
    ), day as (
      select coalesce(sum(paid_count), 0)::bigint as paid_count, coalesce(sum(paid_fen), 0)::bigint as paid_fen,
        coalesce(sum(callbacks), 0)::bigint as callbacks, coalesce(sum(delivered), 0)::bigint as callbacks_delivered,
        coalesce(sum(dead), 0)::bigint as callbacks_dead, coalesce(sum(unmatched), 0)::bigint as arrivals_unmatched
      from merchants m
      cross join lateral (
        select count(*) as paid_count, sum(o.paid_fen) as paid_fen, count(k.id) as callbacks,
          count(*) filter (where k.status = 'delivered') as delivered,
          count(*) filter (where k.status = 'dead') as dead
        from orders o
        left join callbacks k on k.merchant_id = o.merchant_id and k.order_id = o.id and k.event = 'order.paid'
        where o.merchant_id = m.id and o.mode = 'live' and o.paid_at > now() - interval '24 hours'
      ) paid
      cross join lateral (
        select count(*) as unmatched from arrivals a
        where a.merchant_id = m.id and a.mode = 'live' and a.outcome = 'unmatched'
      ) inbox
    ), queue as (
      select count(*) as queued,
        coalesce(extract(epoch from clock_timestamp() - min(next_attempt_at)), 0)::float8 as queue_age_seconds
      from callbacks where status = 'waiting' and next_attempt_at <= clock_timestamp()
    )
    select standing.*, day.*, queue.*,
      (select count(*) from accounts where mode = 'live' and not is_removed and online_switch <> 'off') as accounts,
      (select count(*) from online_accounts where mode = 'live') as accounts_online,
      (select count(*) from sessions where mode = 'live' and not is_removed and status <> 'new') as sessions,
      (select count(*) from sessions where mode = 'live' and not is_removed and status = 'online'
        and last_seen_at > now() - interval '45 seconds') as sessions_online,
      (select count(*) from orders where status in ('created', 'pending') and expires_at > now()
        and mode = 'live') as orders_open,
      (select count(*) from arrivals where outcome is null)
        + (select count(*) from notices where outcome is null) as unread_by_worker,
      (select count(*) from notices where outcome = 'unread') as notices_unread
    from standing, day, queue`;
  if (row === undefined) throw new Error('the counts of the installation are missing');
  return row;
}

/** A cloud session of any merchant. */
export interface SessionLine {
  readonly merchantId: number;
  readonly merchantName: string;
  readonly sessionId: number;
  readonly type: PayType;
  readonly label: string;
  readonly ownerLabel: string | null;
  /** silent: nobody watched it for 45 seconds. */
  readonly state: 'online' | 'silent' | 'offline';
  readonly lastSeenAt: Date | null;
  readonly offlineReason: string | null;
}

/** Live sessions, those that nobody watches first. Pages are counted from 1. */
export async function selectSessionLines(search: {
  page: number;
  pageSize: number;
}): Promise<{ rows: SessionLine[]; total: number }> {
  const { page, pageSize } = search;
  const found = await sql()<(SessionLine & { total: number })[]>`
    select s.merchant_id, m.name as merchant_name, s.id as session_id, s.type, s.label, s.owner_label,
      case when s.status = 'offline' then 'offline'
        when s.last_seen_at > now() - interval '45 seconds' then 'online' else 'silent' end as state,
      s.last_seen_at, s.offline_reason, count(*) over () as total
    from sessions s join merchants m on m.id = s.merchant_id
    where s.mode = 'live' and not s.is_removed and s.status <> 'new'
    order by s.status = 'online' and s.last_seen_at > now() - interval '45 seconds', s.last_seen_at desc nulls last, s.id
    limit ${pageSize} offset ${(page - 1) * pageSize}`;
  return { rows: found.map(({ total: _, ...row }) => row), total: found[0]?.total ?? 0 };
}
