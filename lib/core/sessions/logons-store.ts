import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { LogonClaim, LogonKey, LogonStage, LogonView } from '@/lib/core/sessions/logon';
import type { SessionKey } from '@/lib/core/sessions/session';

/** A code may be answered this much after it ended: who scanned in the last second still has to agree. */
const ANSWER_GRACE_SECONDS = 120;

export interface NewLogon extends SessionKey {
  readonly state: string;
  readonly feePoints: number;
  readonly actor: string;
}

/** Null while another log-on of the session is under way. */
export async function insertLogon(tx: Tx, logon: NewLogon): Promise<number | null> {
  const [row] = await tx<{ id: number }[]>`
    insert into session_logons (merchant_id, session_id, state, fee_points, actor)
    values (${logon.merchantId}, ${logon.sessionId}, ${logon.state}, ${logon.feePoints}, ${logon.actor})
    on conflict (merchant_id, session_id) where ended_at is null do nothing returning id`;
  return row?.id ?? null;
}

export async function selectOpenLogon(tx: Tx, { merchantId, sessionId }: SessionKey): Promise<number | null> {
  const [row] = await tx<{ id: number }[]>`
    select id from session_logons
    where merchant_id = ${merchantId} and session_id = ${sessionId} and ended_at is null`;
  return row?.id ?? null;
}

export async function selectLogon({ merchantId, logonId }: LogonKey): Promise<LogonView | null> {
  const [row] = await sql()<LogonView[]>`
    select l.id as logon_id, s.id as session_id, s.mode, s.channel, s.type, s.label, l.stage, l.failure, l.fee_points,
      l.code_count, case when l.stage = 'code_ready' then l.code end as code,
      greatest(0, ceil(extract(epoch from coalesce(l.code_expires_at, now()) - clock_timestamp())))::int as code_seconds_left,
      (select count(*)::int from session_logons earlier
        where earlier.stage = 'queued' and earlier.ended_at is null and earlier.created_at < l.created_at) as ahead
    from session_logons l join sessions s on s.merchant_id = l.merchant_id and s.id = l.session_id
    where l.merchant_id = ${merchantId} and l.id = ${logonId}`;
  return row ?? null;
}

/** A code that can be answered, for the page on which a wallet's owner is asked. */
export interface AskedLogon {
  readonly channel: string;
  readonly merchantName: string;
  readonly label: string;
}

/** Null when the code was never shown, was replaced, answered or ended. */
export async function selectAsked(state: string): Promise<AskedLogon | null> {
  const [row] = await sql()<AskedLogon[]>`
    select s.channel, s.label, m.name as merchant_name
    from session_logons l
    join sessions s on s.merchant_id = l.merchant_id and s.id = l.session_id
    join merchants m on m.id = l.merchant_id
    where l.state = ${state} and l.stage = 'code_ready'
      and l.code_expires_at > clock_timestamp() - make_interval(secs => ${ANSWER_GRACE_SECONDS}::int)`;
  return row ?? null;
}

type ClaimRow = Omit<LogonClaim, 'answer'> & { answerSealed: string | null };

/** Takes log-ons that nobody works on, oldest first, and raises their fences. */
export function claimWaiting(limit: number, leaseSeconds: number): Promise<ClaimRow[]> {
  return sql()<ClaimRow[]>`
    with due as (
      select merchant_id, id from session_logons
      where ended_at is null and stage in ('queued', 'preparing', 'scanned')
        and (leased_until is null or leased_until <= clock_timestamp())
      order by created_at limit ${limit} for update skip locked
    )
    update session_logons l
    set fence = l.fence + 1, leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}::int),
      stage = case when l.stage = 'queued' then 'preparing' else l.stage end,
      moved_at = case when l.stage = 'queued' then clock_timestamp() else l.moved_at end
    from due, sessions s
    where l.merchant_id = due.merchant_id and l.id = due.id and l.ended_at is null
      and s.merchant_id = l.merchant_id and s.id = l.session_id
    returning l.merchant_id, l.id as logon_id, l.session_id, l.fence, l.stage, l.state, l.answer_sealed, l.fee_points,
      l.actor, s.mode, s.channel, s.type, s.label,
      extract(epoch from clock_timestamp() - l.moved_at)::float8 as stage_seconds`;
}

type Claimed = Pick<LogonClaim, 'merchantId' | 'logonId' | 'fence'>;

/** preparing → code_ready. False when the claim no longer holds. */
export async function moveCodeReady(
  { merchantId, logonId, fence }: Claimed,
  code: { text: string; expiresInSeconds: number },
): Promise<boolean> {
  const rows = await sql()`
    update session_logons set stage = 'code_ready', code = ${code.text}, code_count = code_count + 1,
      code_expires_at = clock_timestamp() + make_interval(secs => ${code.expiresInSeconds}::int),
      leased_until = null, moved_at = clock_timestamp()
    where merchant_id = ${merchantId} and id = ${logonId} and fence = ${fence} and stage = 'preparing' returning 1`;
  return rows.length === 1;
}

/** code_ready → queued under a new state, so that the old code answers nothing. False when no code is shown. */
export async function moveRefreshed({ merchantId, logonId }: LogonKey, state: string): Promise<boolean> {
  const rows = await sql()`
    update session_logons set stage = 'queued', state = ${state}, code = null, code_expires_at = null,
      moved_at = clock_timestamp()
    where merchant_id = ${merchantId} and id = ${logonId} and stage = 'code_ready' returning 1`;
  return rows.length === 1;
}

/** code_ready → scanned with what the scan answered. False when no code with this state is shown any more. */
export async function moveScanned(state: string, answerSealed: string): Promise<boolean> {
  const rows = await sql()`
    update session_logons set stage = 'scanned', code = null, answer_sealed = ${answerSealed}, leased_until = null,
      moved_at = clock_timestamp()
    where state = ${state} and stage = 'code_ready'
      and code_expires_at > clock_timestamp() - make_interval(secs => ${ANSWER_GRACE_SECONDS}::int)
    returning 1`;
  return rows.length === 1;
}

/** scanned → online. False when the claim no longer holds, such as after a cancellation. */
export async function moveOnline(tx: Tx, { merchantId, logonId, fence }: Claimed): Promise<boolean> {
  const rows = await tx`
    update session_logons set stage = 'online', answer_sealed = null, leased_until = null,
      moved_at = clock_timestamp(), ended_at = clock_timestamp()
    where merchant_id = ${merchantId} and id = ${logonId} and fence = ${fence} and stage = 'scanned' returning 1`;
  return rows.length === 1;
}

/** Gives a log-on back, to be claimed again after so long. */
export async function updateLease({ merchantId, logonId, fence }: Claimed, seconds: number): Promise<void> {
  await sql()`
    update session_logons set leased_until = clock_timestamp() + make_interval(secs => ${seconds}::int)
    where merchant_id = ${merchantId} and id = ${logonId} and fence = ${fence} and ended_at is null`;
}

/** An open log-on → its unhappy end. `fence` null takes it from whoever holds it. False when it had ended, or is held by another. */
export async function moveEnded(
  tx: Tx,
  { merchantId, logonId }: LogonKey,
  end: { stage: Extract<LogonStage, 'failed' | 'cancelled'>; failure: string | null; fence: number | null },
): Promise<boolean> {
  const rows = await tx`
    update session_logons set stage = ${end.stage}, failure = ${end.failure}, code = null, answer_sealed = null,
      leased_until = null, moved_at = clock_timestamp(), ended_at = clock_timestamp()
    where merchant_id = ${merchantId} and id = ${logonId} and ended_at is null
      and fence = coalesce(${end.fence}::int, fence)
    returning 1`;
  return rows.length === 1;
}

/** Log-ons that nobody scans any more: long after their code, or after they began. */
export function selectStale(limits: { codeSeconds: number; lifeSeconds: number }): Promise<LogonKey[]> {
  return sql()<LogonKey[]>`
    select merchant_id, id as logon_id from session_logons
    where ended_at is null and (
      created_at <= clock_timestamp() - make_interval(secs => ${limits.lifeSeconds}::int)
      or (stage = 'code_ready'
        and code_expires_at <= clock_timestamp() - make_interval(secs => ${limits.codeSeconds}::int)))
    order by created_at limit 100`;
}
