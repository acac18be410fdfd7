import { sql } from '@/db/client';
import { inTransaction, type Tx } from '@/db/transaction';
import type { News, NewsData, NotificationClaim } from '@/lib/core/notifications/notification';
import type { NotificationEvent, NotifierKind } from '@/lib/core/vocabulary';

/** Claims stand in line on this lock, so that a target is sent one notification at a time over several workers. */
const CLAIM_LOCK = 7_220_071;

/** Beyond this a target is told nothing more until it took some: a storm reaches nobody. */
const WAITING_MAX = 50;
/** The robots of 企业微信 and 钉钉 take twenty messages a minute. */
const PACE_SECONDS = 3;

/** One row per enabled target that wants the event and was not told of it. Answers how many. */
export async function insertNews(news: readonly News[]): Promise<number> {
  const rows = await sql()`
    insert into notifications (merchant_id, target_id, event, dedupe_key, data)
    select merchant_id, target_id, event, "dedupeKey", data from (
      select t.merchant_id, t.id as target_id, n.event, n."dedupeKey", n.data,
        row_number() over (partition by t.id) as turn,
        (select count(*) from notifications w where w.target_id = t.id and w.status = 'waiting') as waiting
      from jsonb_to_recordset(${sql().json(news as never)}::jsonb)
        as n("merchantId" bigint, event text, "dedupeKey" text, data jsonb)
      join notification_targets t on t.merchant_id is not distinct from n."merchantId"
        and t.is_enabled and not t.is_removed and n.event = any(t.events)
      where not exists (select 1 from notifications o where o.target_id = t.id and o.dedupe_key = n."dedupeKey")
    ) told
    where turn + waiting <= ${WAITING_MAX}
    on conflict (target_id, dedupe_key) do nothing
    returning 1`;
  return rows.length;
}

export interface Listener {
  readonly merchantId: number | null;
  readonly event: NotificationEvent;
}

/** Who wants to hear of what at this moment. */
export function selectListeners(): Promise<Listener[]> {
  return sql()<Listener[]>`
    select distinct merchant_id, unnest(events) as event from notification_targets
    where is_enabled and not is_removed`;
}

export interface ClaimedRow extends Omit<NotificationClaim, 'config'> {
  readonly configSealed: string;
}

/** Takes the notification that waits longest for each target that is not being sent one. */
export function claimDue({ limit, leaseSeconds }: { limit: number; leaseSeconds: number }) {
  return inTransaction(async (tx): Promise<ClaimedRow[]> => {
    await tx`select pg_advisory_xact_lock(${CLAIM_LOCK}::int)`;
    // Stored moments are rounded to milliseconds, which may lie a little ahead of the clock.
    return await tx<ClaimedRow[]>`
      with due as (
        select distinct on (n.target_id) n.id, n.next_attempt_at
        from notifications n
        join notification_targets t on t.id = n.target_id and t.is_enabled and not t.is_removed
        where n.status = 'waiting' and n.next_attempt_at <= statement_timestamp() + interval '1 millisecond'
          and coalesce(t.last_sent_at <= statement_timestamp() - make_interval(secs => ${PACE_SECONDS}), true)
          and not exists (
            select 1 from notifications o
            where o.target_id = n.target_id and o.status = 'waiting' and o.leased_until > statement_timestamp())
        order by n.target_id, n.next_attempt_at, n.id
      ), turn as (
        select n.id from notifications n join due using (id)
        order by due.next_attempt_at limit ${limit} for update of n skip locked
      )
      update notifications n
      set fence = n.fence + 1, leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
      from turn, notification_targets t where n.id = turn.id and t.id = n.target_id
      returning n.id as notification_id, n.merchant_id, n.target_id, t.kind, t.config_sealed, n.event, n.data,
        n.created_at, n.attempts + 1 as attempt, n.fence`;
  });
}

export interface Move {
  readonly status: 'waiting' | 'sent' | 'dead';
  readonly failure: string | null;
  /** Null when no attempt is planned. */
  readonly delayMs: number | null;
}

/** Ends the claim. False when it no longer held. */
export async function moveNotification(tx: Tx, claim: NotificationClaim, move: Move): Promise<boolean> {
  const { status, failure, delayMs } = move;
  const rows = await tx`
    update notifications set status = ${status}, failure = ${failure}, attempts = attempts + 1, leased_until = null,
      next_attempt_at = clock_timestamp() + make_interval(secs => ${(delayMs ?? 0) / 1000}),
      ended_at = case when ${status} = 'waiting' then null else clock_timestamp() end
    where id = ${claim.notificationId} and fence = ${claim.fence} and status = 'waiting'
    returning 1`;
  return rows.length === 1;
}

/** Gives a claim back untried. */
export async function releaseClaim(claim: NotificationClaim): Promise<void> {
  await sql()`
    update notifications set leased_until = null
    where id = ${claim.notificationId} and fence = ${claim.fence} and status = 'waiting'`;
}

/** What waits for a target that hears nothing any more: it would be stale when it does again. */
export async function endWaiting(tx: Tx, targetId: number): Promise<void> {
  await tx`
    update notifications set status = 'dead', ended_at = clock_timestamp(), leased_until = null
    where target_id = ${targetId} and status = 'waiting'`;
}

export interface PastNotification {
  readonly notificationId: number;
  readonly label: string;
  readonly kind: NotifierKind;
  readonly event: NotificationEvent;
  readonly data: NewsData;
  readonly status: 'waiting' | 'sent' | 'dead';
  readonly attempts: number;
  readonly failure: string | null;
  readonly createdAt: Date;
}

/** The last ones, newest first. */
export function selectRecent(merchantId: number | null, limit: number): Promise<PastNotification[]> {
  return sql()<PastNotification[]>`
    select n.id as notification_id, t.label, t.kind, n.event, n.data, n.status, n.attempts, n.failure, n.created_at
    from notification_targets t
    cross join lateral (select * from notifications where target_id = t.id order by id desc limit ${limit}) n
    where t.merchant_id is not distinct from ${merchantId}::bigint
    order by n.id desc limit ${limit}`;
}
