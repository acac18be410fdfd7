import { sql } from '@/db/client';
import { listen } from '@/db/listen';
import { inTransaction, type Tx } from '@/db/transaction';
import type {
  AttemptRecord,
  CallbackClaim,
  CallbackEvent,
  CallbackMessage,
  CallbackStatus,
  SignedMessage,
} from '@/lib/core/callbacks/callback';
import type { Mode } from '@/lib/core/vocabulary';

/** Claims stand in line on this lock, so that the limits per merchant and in all hold over several workers. */
const CLAIM_LOCK = 7_220_062;

export interface NewCallback {
  merchantId: number;
  orderId: number;
  event: CallbackEvent;
  eventId: string;
}

export async function insertCallback(tx: Tx, row: NewCallback): Promise<void> {
  await tx`
    insert into callbacks (merchant_id, order_id, event, event_id)
    values (${row.merchantId}, ${row.orderId}, ${row.event}, ${row.eventId})
    on conflict (merchant_id, order_id, event) do nothing`;
  await tx`select pg_notify('matou_callback', '')`;
}

export interface ClaimLimits {
  slots: number;
  perMerchant: number;
  inAll: number;
  leaseSeconds: number;
}

/** Walks from merchant to merchant by index, so that the cost does not grow with the length of anybody's queue. */
export function claimDue(limits: ClaimLimits): Promise<CallbackClaim[]> {
  return inTransaction(async (tx) => {
    await tx`select pg_advisory_xact_lock(${CLAIM_LOCK}::int)`;
    // Stored moments are rounded to milliseconds, which may lie a little ahead of the clock.
    return await tx<CallbackClaim[]>`
      with recursive merchant as (
        (select merchant_id from callbacks where status = 'waiting' order by merchant_id limit 1)
        union all
        select (select c.merchant_id from callbacks c
          where c.status = 'waiting' and c.merchant_id > merchant.merchant_id order by c.merchant_id limit 1)
        from merchant where merchant.merchant_id is not null
      ), due as (
        select row.merchant_id, row.id
        from merchant
        cross join lateral (
          select count(*) as count from callbacks c
          where c.merchant_id = merchant.merchant_id and c.leased_until > statement_timestamp()
        ) busy
        cross join lateral (
          select open.*, row_number() over (order by open.next_attempt_at) as turn
          from (
            select c.merchant_id, c.id, c.next_attempt_at from callbacks c
            where c.merchant_id = merchant.merchant_id and c.status = 'waiting'
              and c.next_attempt_at <= statement_timestamp() + interval '1 millisecond'
              and (c.leased_until is null or c.leased_until <= statement_timestamp())
            order by c.next_attempt_at
            limit greatest(0, ${limits.perMerchant}::int - busy.count)
            for update skip locked
          ) open
        ) row
        order by busy.count + row.turn, row.next_attempt_at
        limit (
          select greatest(0, least(${limits.slots}::int, ${limits.inAll}::int - count(*))) from callbacks
          where leased_until > statement_timestamp()
        )
      )
      update callbacks c
      set fence = c.fence + 1, leased_until = clock_timestamp() + make_interval(secs => ${limits.leaseSeconds})
      from due where c.merchant_id = due.merchant_id and c.id = due.id
      returning c.merchant_id as "merchantId", c.id as "callbackId", c.order_id as "orderId", c.event,
        c.event_id as "eventId", c.attempts + 1 as attempt, c.fence, c.message`;
  });
}

/** Keeps the first message of a callback; null when the claim no longer holds. */
export async function keepMessage(
  claim: CallbackClaim,
  { pin, ...message }: SignedMessage,
): Promise<CallbackMessage | null> {
  const [row] = await sql()<{ message: CallbackMessage }[]>`
    with pinned as (
      insert into signature_pins (merchant_id, digest, meaning)
      select ${claim.merchantId}::bigint, ${pin?.digest ?? null}::bytea, ${pin?.meaning ?? null}::bytea
      where ${pin !== null}
      on conflict (merchant_id, digest) do nothing
    )
    update callbacks set message = coalesce(message, ${sql().json(message)})
    where merchant_id = ${claim.merchantId} and id = ${claim.callbackId} and fence = ${claim.fence}
      and status = 'waiting'
    returning message`;
  return row?.message ?? null;
}

export interface ClaimedRow {
  attempts: number;
  attemptsBeforeRound: number;
}

/** Null when a later claim took the callback over. */
export async function lockClaimed(tx: Tx, claim: CallbackClaim): Promise<ClaimedRow | null> {
  const [row] = await tx<ClaimedRow[]>`
    select attempts, attempts_before_round as "attemptsBeforeRound" from callbacks
    where merchant_id = ${claim.merchantId} and id = ${claim.callbackId} and fence = ${claim.fence}
      and status = 'waiting' and leased_until is not null
    for update`;
  return row ?? null;
}

export async function insertAttempt(
  tx: Tx,
  claim: CallbackClaim,
  attempt: number,
  record: AttemptRecord,
  head: string | null,
): Promise<void> {
  await tx`
    insert into callback_attempts (merchant_id, callback_id, attempt, started_at, duration_ms, method, url,
      request_body, http_status, response_head, failure, failure_detail, reading, finding)
    values (${claim.merchantId}, ${claim.callbackId}, ${attempt},
      clock_timestamp() - make_interval(secs => ${record.durationMs / 1000}), ${Math.round(record.durationMs)},
      ${record.method}, ${record.url}, ${record.requestBody}, ${record.httpStatus}, ${head},
      ${record.failure}, ${record.failureDetail}, ${record.judgement?.reading ?? null},
      ${record.judgement?.finding ?? null})`;
}

export interface Move {
  status: CallbackStatus;
  attempts: number;
  /** Null when no attempt is planned. */
  delayMs: number | null;
}

/** Ends the claim. A delivery is announced to the checkouts that wait for it. */
export async function moveCallback(tx: Tx, claim: CallbackClaim, move: Move): Promise<void> {
  await tx`
    update callbacks set status = ${move.status}, attempts = ${move.attempts}, leased_until = null,
      next_attempt_at = clock_timestamp() + make_interval(secs => ${move.delayMs === null ? null : move.delayMs / 1000}),
      delivered_at = case when ${move.status} = 'delivered' then coalesce(delivered_at, clock_timestamp())
        else delivered_at end
    where merchant_id = ${claim.merchantId} and id = ${claim.callbackId} and fence = ${claim.fence}`;
  if (move.status === 'delivered') await announceOrder(tx, claim.merchantId, claim.orderId);
}

async function announceOrder(tx: Tx, merchantId: number, orderId: number): Promise<void> {
  await tx`
    select pg_notify('matou_order', json_build_object('merchantId', merchant_id, 'orderId', id, 'token', token)::text)
    from orders where merchant_id = ${merchantId} and id = ${orderId}`;
}

/** Gives a claim back untried, due again after `delayMs`. */
export async function releaseClaim(claim: CallbackClaim, delayMs: number): Promise<void> {
  await sql()`
    update callbacks set leased_until = null,
      next_attempt_at = greatest(next_attempt_at, clock_timestamp() + make_interval(secs => ${delayMs / 1000}))
    where merchant_id = ${claim.merchantId} and id = ${claim.callbackId} and fence = ${claim.fence}
      and status = 'waiting'`;
}

/** Makes the callback due now, in a new round of the schedule. False when the order has no callback. */
export function makeDue(merchantId: number, orderId: number, actor: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const rows = await tx`
      update callbacks set status = 'waiting', next_attempt_at = clock_timestamp(), attempts_before_round = attempts
      where merchant_id = ${merchantId} and order_id = ${orderId} and event = 'order.paid'
      returning 1`;
    if (rows.length === 0) return false;
    await tx`
      insert into order_events (merchant_id, order_id, kind, actor)
      values (${merchantId}, ${orderId}, 'resend_requested', ${actor})`;
    await tx`select pg_notify('matou_callback', '')`;
    return true;
  });
}

/** The same for all that were given up within the time, at most `limit` of them, newest first; answers how many. */
export function makeDeadDue(
  search: { merchantId: number; mode: Mode; withinHours: number; limit: number },
  actor: string,
): Promise<number> {
  const { merchantId, mode, withinHours, limit } = search;
  return inTransaction(async (tx) => {
    const rows = await tx`
      with dead as (
        select c.id from callbacks c
        join orders o on o.merchant_id = c.merchant_id and o.id = c.order_id and o.mode = ${mode}
        where c.merchant_id = ${merchantId} and c.status = 'dead'
          and c.created_at > clock_timestamp() - make_interval(hours => ${withinHours})
        order by c.id desc limit ${limit} for no key update of c
      ), moved as (
        update callbacks set status = 'waiting', next_attempt_at = clock_timestamp(), attempts_before_round = attempts
        from dead where merchant_id = ${merchantId} and callbacks.id = dead.id and status = 'dead'
        returning order_id
      )
      insert into order_events (merchant_id, order_id, kind, actor)
      select ${merchantId}, order_id, 'resend_requested', ${actor} from moved returning 1`;
    if (rows.length > 0) await tx`select pg_notify('matou_callback', '')`;
    return rows.length;
  });
}

/** Calls `wake` when a callback became due; news is lost while the connection is, so look from time to time too. */
export function watchCallbacks(wake: () => void): Promise<() => Promise<void>> {
  return listen('matou_callback', wake);
}
