import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { LogonKey } from '@/lib/core/sessions/logon';
import type { SessionClaim, SessionKey } from '@/lib/core/sessions/session';
import type { Mode, PayType } from '@/lib/core/vocabulary';

export interface NewSession {
  readonly merchantId: number;
  readonly mode: Mode;
  readonly channel: string;
  readonly type: PayType;
  readonly label: string;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into sessions (merchant_id, mode, channel, type, label)
    values (${session.merchantId}, ${session.mode}, ${session.channel}, ${session.type}, ${session.label})
    returning id`;
  if (row === undefined) throw new Error('inserting a session answered nothing');
  return row.id;
}

export interface HeldSession extends NewSession, SessionKey {
  readonly status: 'new' | 'online' | 'offline';
  readonly accountId: number | null;
  readonly ownerId: string | null;
  readonly lastSeenAt: Date | null;
}

/** Holds the session against every other move until the transaction ends. Whoever also moves its log-on holds it first. */
export async function lockSession(
  tx: Tx,
  { merchantId, sessionId }: SessionKey,
): Promise<HeldSession | null> {
  const [row] = await tx<HeldSession[]>`
    select merchant_id, id as session_id, mode, channel, type, label, status, account_id, owner_id, last_seen_at
    from sessions where merchant_id = ${merchantId} and id = ${sessionId} and not is_removed for update`;
  return row ?? null;
}

/** The session that a log-on belongs to, held as by `lockSession`. */
export async function lockSessionOf(tx: Tx, { merchantId, logonId }: LogonKey): Promise<void> {
  await tx`
    select 1 from sessions s
    join session_logons l on l.merchant_id = s.merchant_id and l.session_id = s.id
    where l.merchant_id = ${merchantId} and l.id = ${logonId} for update of s`;
}

/** A session that never came online goes with its log-on. */
export async function removeUnborn(tx: Tx, { merchantId, logonId }: LogonKey): Promise<void> {
  await tx`
    update sessions set is_removed = true
    where merchant_id = ${merchantId} and status = 'new'
      and id = (select session_id from session_logons where merchant_id = ${merchantId} and id = ${logonId})`;
}

export interface Owner {
  readonly channel: string;
  readonly ownerId: string;
}

/** Those who bring sessions of one wallet's owner online stand in line until their transactions end. */
export async function lockOwner(tx: Tx, { channel, ownerId }: Owner): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`session-owner:${channel}:${ownerId}`}, 0))`;
}

/** Whose other session the owner's wallet is in: the same merchant's, or another's that watches it now. Final under `lockOwner`. */
export async function selectRival(
  tx: Tx,
  { merchantId, sessionId, mode }: SessionKey & { mode: Mode },
  { channel, ownerId }: Owner,
): Promise<'own' | 'foreign' | null> {
  const [row] = await tx<{ isOwn: boolean }[]>`
    select merchant_id = ${merchantId} as is_own from sessions
    where channel = ${channel} and owner_id = ${ownerId} and mode = ${mode} and not is_removed
      and (merchant_id <> ${merchantId} or id <> ${sessionId})
      and (merchant_id = ${merchantId} or (mode = 'live' and status = 'online'))
    order by is_own desc limit 1`;
  if (row === undefined) return null;
  return row.isOwn ? 'own' : 'foreign';
}

export interface OnlineMove extends Owner {
  readonly accountId: number;
  readonly ownerLabel: string;
  readonly grantSealed: string;
  readonly grantSeconds: number;
}

/** → online, held by nobody; an earlier holder's fence is over. Bills are read from the first time on, or from where they were read. */
export async function moveSessionOnline(tx: Tx, key: SessionKey, move: OnlineMove): Promise<void> {
  await tx`
    update sessions set status = 'online', account_id = ${move.accountId}, owner_id = ${move.ownerId},
      owner_label = ${move.ownerLabel}, grant_sealed = ${move.grantSealed},
      grant_expires_at = clock_timestamp() + make_interval(secs => ${move.grantSeconds}::int),
      last_seen_at = clock_timestamp(), online_since = clock_timestamp(), offline_since = null, offline_reason = null,
      read_until = coalesce(read_until, clock_timestamp()), leased_until = null, fence = fence + 1
    where merchant_id = ${key.merchantId} and id = ${key.sessionId} and not is_removed`;
}

/** online → offline without its grant. `fence` null takes it from whoever holds it. False when it was not online, or is held by another. */
export async function moveOffline(
  tx: Tx,
  { merchantId, sessionId }: SessionKey,
  { reason, fence }: { reason: string; fence: number | null },
): Promise<boolean> {
  const rows = await tx`
    update sessions set status = 'offline', offline_since = clock_timestamp(), offline_reason = ${reason},
      grant_sealed = null, grant_expires_at = null, leased_until = null, fence = sessions.fence + 1
    where merchant_id = ${merchantId} and id = ${sessionId} and status = 'online' and not is_removed
      and fence = coalesce(${fence}::int, fence)
    returning 1`;
  return rows.length === 1;
}

/** Sessions whose grant's time is over. */
export function selectGrantOver(): Promise<SessionKey[]> {
  return sql()<SessionKey[]>`
    select merchant_id, id as session_id from sessions
    where status = 'online' and not is_removed and grant_expires_at <= clock_timestamp() limit 100`;
}

type ClaimRow = Omit<SessionClaim, 'grant' | 'leaseSeconds'> & { grantSealed: string };

/** Takes online sessions that nobody holds, and raises their fences. */
export function claimFree(limit: number, leaseSeconds: number): Promise<ClaimRow[]> {
  return sql()<ClaimRow[]>`
    with free as (
      select merchant_id, id from sessions
      where status = 'online' and not is_removed and grant_sealed is not null
        and (leased_until is null or leased_until <= clock_timestamp())
      order by last_seen_at limit ${limit} for update skip locked
    )
    update sessions s
    set fence = s.fence + 1, leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}::int)
    from free where s.merchant_id = free.merchant_id and s.id = free.id and s.status = 'online'
    returning s.merchant_id, s.id as session_id, s.fence, s.mode, s.channel, s.type, s.account_id, s.grant_sealed,
      s.read_until`;
}

type Claimed = Pick<SessionClaim, 'merchantId' | 'sessionId' | 'fence' | 'leaseSeconds'>;

export interface Beat {
  readonly accountId: number;
  /** The sign of life before this one. */
  readonly before: Date;
  /** Whether that was so long ago that the account was not offered meanwhile. */
  readonly wasSilent: boolean;
}

/** Holds the session for another lease and, when it is watched, says so. Null when the claim no longer holds. */
export async function updateBeat(
  claim: Claimed,
  isWatched: boolean,
  silentSeconds: number,
): Promise<Beat | null> {
  const [row] = await sql()<Beat[]>`
    with before as (
      select merchant_id, id, last_seen_at from sessions
      where merchant_id = ${claim.merchantId} and id = ${claim.sessionId} and fence = ${claim.fence}
        and status = 'online' and not is_removed
      for update
    )
    update sessions s
    set leased_until = clock_timestamp() + make_interval(secs => ${claim.leaseSeconds}::int),
      last_seen_at = case when ${isWatched}::boolean then clock_timestamp() else s.last_seen_at end
    from before where s.merchant_id = before.merchant_id and s.id = before.id
    returning s.account_id, before.last_seen_at as before,
      ${isWatched}::boolean
        and before.last_seen_at <= clock_timestamp() - make_interval(secs => ${silentSeconds}::int) as was_silent`;
  return row ?? null;
}

/** Gives a held session back at once. */
export async function updateFree({ merchantId, sessionId, fence }: Claimed): Promise<void> {
  await sql()`
    update sessions set leased_until = null
    where merchant_id = ${merchantId} and id = ${sessionId} and fence = ${fence}`;
}

/** False when the session is not offline, or has a log-on under way. */
export async function markRemoved(tx: Tx, { merchantId, sessionId }: SessionKey): Promise<boolean> {
  const rows = await tx`
    update sessions set is_removed = true
    where merchant_id = ${merchantId} and id = ${sessionId} and status = 'offline' and not is_removed
      and not exists (select 1 from session_logons l
        where l.merchant_id = sessions.merchant_id and l.session_id = sessions.id and l.ended_at is null)
    returning 1`;
  return rows.length === 1;
}
