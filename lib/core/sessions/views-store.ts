import { sql } from '@/db/client';
import type { OfflineSession, SessionView } from '@/lib/core/sessions/session';
import type { Mode } from '@/lib/core/vocabulary';

export interface SessionSearch {
  readonly merchantId: number;
  readonly mode: Mode;
  readonly status: 'online' | 'offline';
}

/** Silent sessions are among the online ones: nobody has to scan them again. */
export function selectSessions({ merchantId, mode, status }: SessionSearch): Promise<SessionView[]> {
  return sql()<SessionView[]>`
    select s.merchant_id, s.id as session_id, s.mode, s.channel, s.type, s.label, s.owner_label, s.account_id,
      a.rule_id, r.name as rule_name, a.online_switch = 'off' as is_switched_off,
      case when s.status = 'offline' then 'offline'
        when s.last_seen_at > now() - interval '45 seconds' then 'online' else 'silent' end as state,
      s.online_since, s.last_seen_at, s.offline_since, s.offline_reason,
      greatest(s.last_bill_at, today.last_paid_at) as last_bill_at,
      coalesce(today.count, 0)::int as today_count, coalesce(today.sum, 0)::bigint as today_fen,
      (select l.id from session_logons l
        where l.merchant_id = s.merchant_id and l.session_id = s.id and l.ended_at is null) as logon_id
    from sessions s
    join accounts a on a.merchant_id = s.merchant_id and a.id = s.account_id
    left join rules r on r.merchant_id = a.merchant_id and r.id = a.rule_id and not r.is_removed
    left join lateral (
      select count(*) as count, sum(paid_fen) as sum, max(paid_at) as last_paid_at from orders
      where merchant_id = a.merchant_id and mode = a.mode and account_id = a.id
        and paid_at >= date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai'
    ) today on true
    where s.merchant_id = ${merchantId} and s.mode = ${mode} and s.status = ${status} and not s.is_removed
    order by s.offline_since desc nulls last, s.id`;
}

export interface SessionCounts {
  readonly online: number;
  readonly offline: number;
}

export async function selectSessionCounts(merchantId: number, mode: Mode): Promise<SessionCounts> {
  const [row] = await sql()<SessionCounts[]>`
    select count(*) filter (where status = 'online')::int as online,
      count(*) filter (where status = 'offline')::int as offline
    from sessions where merchant_id = ${merchantId} and mode = ${mode} and not is_removed`;
  return row ?? { online: 0, offline: 0 };
}

/** Live sessions that are not watched although their merchants want them to be, of all merchants. */
export function selectUnwatched(): Promise<OfflineSession[]> {
  return sql()<OfflineSession[]>`
    select merchant_id, id as session_id, label, type, offline_reason as reason,
      case when status = 'offline' then 'offline' else 'silent' end as state,
      case when status = 'offline' then offline_since else last_seen_at end as since
    from sessions
    where mode = 'live' and not is_removed and (
      (status = 'offline' and offline_reason is distinct from 'by_merchant')
      or (status = 'online' and last_seen_at <= now() - interval '45 seconds'))
    order by merchant_id, id`;
}
