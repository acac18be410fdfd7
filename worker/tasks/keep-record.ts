import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttemptRecord,
  type CallbackClaim,
  type RecordOutcome,
  recordAttempt,
} from '@/lib/core/callbacks';
import { log } from '@/lib/platform/log';

/** Within the lease even after the longest attempt. */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000];

async function recordPatiently(
  claim: CallbackClaim,
  record: AttemptRecord,
  random: number,
): Promise<RecordOutcome> {
  for (const waitMs of PAUSES_MS) {
    try {
      return await recordAttempt(claim, record, random);
    } catch (error) {
      log.warn({ error, orderId: claim.orderId }, 'cannot record an attempt yet');
    }
    await pause(waitMs);
  }
  return await recordAttempt(claim, record, random);
}

/**
 * Records an attempt, over a short absence of the database too: what is not recorded is sent again. Throws when
 * the database stays away.
 */
export async function keepRecord(claim: CallbackClaim, record: AttemptRecord, random: number): Promise<void> {
  const outcome = await recordPatiently(claim, record, random);
  const { merchantId, orderId, eventId, attempt } = claim;
  const { durationMs, httpStatus, failure } = record;
  log.info(
    { merchantId, orderId, eventId, attempt, outcome, durationMs, httpStatus, failure },
    'callback tried',
  );
}
