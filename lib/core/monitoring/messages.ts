import { endSilence, type MonitorKey, noteOddClock } from '@/lib/core/accounts';
import {
  insertReported,
  type MessageStamp,
  type Passage,
  type ReportedRow,
  selectRecorded,
  takeForwardedTime,
  takeMessage,
  updateRefusal,
} from '@/lib/core/monitoring/messages-store';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** Why a monitor's message was not taken; counted and shown to its merchant. */
export type Refusal = 'signature_invalid' | 'timestamp_out_of_range' | 'nonce_replayed' | 'sequence_behind';

export interface Admission {
  /** The database's clock, in milliseconds. */
  readonly serverTimeMs: number;
  /** The greatest number taken from this monitor. */
  readonly lastSequence: number;
  readonly refusal: Refusal | null;
}

function refusalOf({ isTimely, isNew, isInOrder }: Passage): Refusal | null {
  if (!isTimely) return 'timestamp_out_of_range';
  if (!isNew) return 'nonce_replayed';
  return isInOrder ? null : 'sequence_behind';
}

/**
 * Takes one signed message of a monitor, or says why not and counts it: 300 seconds of tolerance, a nonce once, and no
 * number below the greatest taken (docs/monitor-api.md). Null when the monitor was removed meanwhile.
 */
export async function admitMessage(key: MonitorKey, stamp: MessageStamp): Promise<Admission | null> {
  const passage = await takeMessage(key, stamp);
  if (passage === null) return null;
  const refusal = refusalOf(passage);
  if (refusal !== null) await updateRefusal(key, refusal);
  await endSilence(key, passage.silentSince);
  const lastSequence = refusal === null ? stamp.sequence : passage.lastSequence;
  return { serverTimeMs: passage.serverTimeMs, lastSequence, refusal };
}

/** Counts a message that was refused before it could be admitted. */
export async function refuseMessage(key: MonitorKey, refusal: Refusal | 'message_malformed'): Promise<void> {
  await updateRefusal(key, refusal);
}

/**
 * Takes a message that a forwarder signed over its time alone: within an hour of ours. The time teaches the clock, once:
 * a message that comes again teaches nothing and is no sign of life. False, and counted, when the time is another
 * (reference: SmsForwarder).
 */
export async function admitForwarded(key: MonitorKey, timeMs: number): Promise<boolean> {
  const { isTimely, silentSince } = await takeForwardedTime(key, timeMs);
  if (isTimely) await endSilence(key, silentSince);
  else await Promise.all([updateRefusal(key, 'timestamp_out_of_range'), noteOddClock(key, timeMs)]);
  return isTimely;
}

export interface ReportedArrival {
  /** What makes this payment this payment, in the monitor's own words. */
  readonly eventId: string;
  /** Null where the monitor knows the kind of wallet only. */
  readonly accountId: number | null;
  readonly type: PayType;
  readonly amount: Fen;
  /** On the monitor's clock, in milliseconds. */
  readonly paidAtMs: number;
  readonly title: string;
  readonly text: string;
}

export type ReportOutcome =
  | { readonly outcome: 'recorded' | 'duplicate'; readonly arrivalId: number }
  | { readonly outcome: 'refused'; readonly reason: 'account_unknown' | 'event_id_reused' };

function rowOf(
  key: MonitorKey,
  place: number,
  { eventId, title, text, ...rest }: ReportedArrival,
): ReportedRow {
  const { paidAtMs } = rest;
  return {
    ...rest,
    place,
    dedupeKey: `monitor:${key.monitorId}:${eventId}`,
    raw: { eventId, paidAtMs, title, text },
  };
}

/**
 * Records payments that a monitor saw, each once by its event id, and answers for each in turn. The same event id with
 * another amount or type is refused: it would be a payment that nobody sees.
 */
export async function recordReported(
  key: MonitorKey,
  events: readonly ReportedArrival[],
): Promise<ReportOutcome[]> {
  if (events.length === 0) return [];
  const rows = events.map((event, place) => rowOf(key, place, event));
  const fresh = await insertReported(key, rows);
  const recorded = await selectRecorded(
    key.merchantId,
    rows.map(({ dedupeKey }) => dedupeKey),
  );
  const byKey = new Map(recorded.map((row) => [row.dedupeKey, row]));
  return rows.map(({ dedupeKey, amount, type }): ReportOutcome => {
    const row = byKey.get(dedupeKey);
    if (row === undefined) return { outcome: 'refused', reason: 'account_unknown' };
    if (row.amount !== amount || row.type !== type) return { outcome: 'refused', reason: 'event_id_reused' };
    // Twice in one batch is recorded for its first place only.
    const outcome = fresh.delete(row.id) ? 'recorded' : 'duplicate';
    return { outcome, arrivalId: row.id };
  });
}
