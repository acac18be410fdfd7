import { sql } from '@/db/client';
import { learnedAhead, type MonitorKey, silentSince } from '@/lib/core/accounts';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** How far a message's time may be from ours. */
const TIME_TOLERANCE_MS = 300_000;
/** A message from the far end of the tolerance can be shown again for ten minutes. */
const NONCE_KEPT_SECONDS = 660;
/** How far a forwarder's time may be from ours; its app asks for an hour (reference: SmsForwarder). */
const FORWARDED_TOLERANCE_MS = 3_600_000;
const BEAT_SECONDS = 15;

/** One signed time of a forwarder stands for one notice. */
export function forwardedKey({ monitorId }: MonitorKey, timeMs: number): string {
  return `forward:${monitorId}:${timeMs}`;
}

export interface MessageStamp {
  readonly timeMs: number;
  readonly nonce: string;
  readonly sequence: number;
}

export interface Passage {
  readonly serverTimeMs: number;
  readonly isTimely: boolean;
  readonly isNew: boolean;
  readonly isInOrder: boolean;
  readonly lastSequence: number;
  /** Since when the monitor was silent until now; null when it was not. */
  readonly silentSince: Date | null;
}

/** Takes a message's nonce and number in one statement; a passing message is a sign of life and teaches the clock. */
export async function takeMessage(key: MonitorKey, stamp: MessageStamp): Promise<Passage | null> {
  const [row] = await sql()<Passage[]>`
    with clock as materialized (
      select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms
    ), forgotten as (
      delete from monitor_nonces where (merchant_id, monitor_id, nonce) in (
        select merchant_id, monitor_id, nonce from monitor_nonces
        where merchant_id = ${key.merchantId} and monitor_id = ${key.monitorId}
          and seen_at < now() - make_interval(secs => ${NONCE_KEPT_SECONDS})
        for update skip locked)
    ), fresh as (
      insert into monitor_nonces (merchant_id, monitor_id, nonce)
      select ${key.merchantId}, ${key.monitorId}, ${stamp.nonce} from clock
      where abs(${stamp.timeMs}::bigint - ms) <= ${TIME_TOLERANCE_MS}
      on conflict do nothing returning 1
    ), before as (
      select ${silentSince()} as silent_since from monitors
      where merchant_id = ${key.merchantId} and id = ${key.monitorId} for update
    ), passed as (
      update monitors set last_seen_at = now(), last_sequence = ${stamp.sequence}, beat_seconds = ${BEAT_SECONDS},
        clock_ahead_ms = ${learnedAhead(stamp.timeMs)}
      from before
      where merchant_id = ${key.merchantId} and id = ${key.monitorId} and not is_removed
        and last_sequence <= ${stamp.sequence} and exists (select from fresh)
      returning before.silent_since
    )
    select clock.ms as server_time_ms, abs(${stamp.timeMs}::bigint - clock.ms) <= ${TIME_TOLERANCE_MS} as is_timely,
      exists (select from fresh) as is_new, exists (select from passed) as is_in_order, m.last_sequence,
      (select silent_since from passed) as silent_since
    from clock, monitors m
    where m.merchant_id = ${key.merchantId} and m.id = ${key.monitorId} and not m.is_removed`;
  return row ?? null;
}

/** Whether a forwarded message's time is within an hour of ours; the first time that it is told, the clock is learned from it. */
export async function takeForwardedTime(
  key: MonitorKey,
  timeMs: number,
): Promise<Pick<Passage, 'isTimely' | 'silentSince'>> {
  const [row] = await sql()<Pick<Passage, 'isTimely' | 'silentSince'>[]>`
    with judged as materialized (
      select abs(${timeMs}::bigint - (extract(epoch from clock_timestamp()) * 1000)::bigint) <= ${FORWARDED_TOLERANCE_MS} as is_timely
    ), before as (
      select ${silentSince()} as silent_since from monitors
      where merchant_id = ${key.merchantId} and id = ${key.monitorId} for update
    ), passed as (
      update monitors set last_seen_at = now(), clock_ahead_ms = ${learnedAhead(timeMs)}
      from before, judged
      where merchant_id = ${key.merchantId} and id = ${key.monitorId} and not is_removed and is_timely
        and not exists (
          select from notices
          where merchant_id = ${key.merchantId} and dedupe_key = ${forwardedKey(key, timeMs)})
      returning before.silent_since
    )
    select is_timely, (select silent_since from passed) as silent_since from judged`;
  if (row === undefined) throw new Error('judging a time answered nothing');
  return row;
}

export async function updateRefusal(key: MonitorKey, refusal: string): Promise<void> {
  await sql()`
    update monitors set refused_count = refused_count + 1, last_refused_at = now(), last_refusal = ${refusal}
    where merchant_id = ${key.merchantId} and id = ${key.monitorId}`;
}

export interface ReportedRow {
  readonly dedupeKey: string;
  readonly place: number;
  readonly accountId: number | null;
  readonly type: PayType;
  readonly amount: Fen;
  readonly paidAtMs: number;
  readonly raw: Readonly<Record<string, string | number | null>>;
}

export interface RecordedRow {
  readonly id: number;
  readonly dedupeKey: string;
  readonly amount: Fen;
  readonly type: PayType;
}

/**
 * Records what is new and names an account that the monitor watches, or none. Rows go in by their keys, so that two
 * batches with the same rows wait for each other in one order.
 */
export async function insertReported(key: MonitorKey, rows: readonly ReportedRow[]): Promise<Set<number>> {
  const recorded = await sql()<{ id: number }[]>`
    insert into arrivals (merchant_id, mode, type, account_id, monitor_id, source, dedupe_key, amount_fen, paid_at, raw)
    select m.merchant_id, 'live', t.type, t."accountId", m.id, 'monitor', t."dedupeKey", t.amount,
      least(clock_timestamp(), to_timestamp((t."paidAtMs" - m.clock_ahead_ms) / 1000.0)), t.raw
    from jsonb_to_recordset(${sql().json(rows.map((row) => ({ ...row, raw: { ...row.raw } })))}) as t("dedupeKey" text, place int, "accountId" bigint, type text,
      amount bigint, "paidAtMs" bigint, raw jsonb)
    join monitors m on m.merchant_id = ${key.merchantId} and m.id = ${key.monitorId}
    where t."accountId" is null or exists (
      select from accounts a where a.merchant_id = m.merchant_id and a.id = t."accountId"
        and a.monitor_id = m.id and a.type = t.type and a.mode = 'live')
    order by t."dedupeKey", t.place
    on conflict (merchant_id, dedupe_key) do nothing
    returning id`;
  if (recorded.length > 0) await updateLastArrival(key);
  return new Set(recorded.map(({ id }) => id));
}

async function updateLastArrival(key: MonitorKey): Promise<void> {
  await sql()`
    update monitors set last_arrival_at = now() where merchant_id = ${key.merchantId} and id = ${key.monitorId}`;
}

export function selectRecorded(merchantId: number, dedupeKeys: readonly string[]): Promise<RecordedRow[]> {
  return sql()<RecordedRow[]>`
    select id, dedupe_key, amount_fen as amount, type from arrivals
    where merchant_id = ${merchantId} and dedupe_key = any(${[...dedupeKeys]})`;
}
