import { inTransaction } from '@/db/transaction';
import type { AttemptRecord, CallbackClaim, RecordOutcome } from '@/lib/core/callbacks/callback';
import { delayAfter } from '@/lib/core/callbacks/schedule';
import { insertAttempt, lockClaimed, moveCallback } from '@/lib/core/callbacks/store';

const HEAD_BYTES = 2048;

/**
 * Keeps what came of an attempt and moves the callback: delivered, due again after the schedule's next delay, or
 * dead after the last. A record whose claim was overtaken is refused. `random` in [0, 1) spreads the delay.
 */
export function recordAttempt(
  claim: CallbackClaim,
  record: AttemptRecord,
  random = Math.random(),
): Promise<RecordOutcome> {
  return inTransaction(async (tx) => {
    const row = await lockClaimed(tx, claim);
    if (row === null) return 'superseded';
    const attempts = row.attempts + 1;
    const head = record.responseHead?.subarray(0, HEAD_BYTES).toString('base64') ?? null;
    await insertAttempt(tx, claim, attempts, record, head);
    if (record.failure === null) {
      await moveCallback(tx, claim, { status: 'delivered', attempts, delayMs: null });
      return 'delivered';
    }
    const delayMs = delayAfter(attempts - row.attemptsBeforeRound, random, record.retryAfterSeconds);
    await moveCallback(tx, claim, { status: delayMs === null ? 'dead' : 'waiting', attempts, delayMs });
    return delayMs === null ? 'dead' : 'retrying';
  });
}
