import { inTransaction } from '@/db/transaction';
import type { NotificationClaim, Sending, SendingOutcome } from '@/lib/core/notifications/notification';
import { delayAfter } from '@/lib/core/notifications/schedule';
import { type Move, moveNotification } from '@/lib/core/notifications/store';
import { shortFailure } from '@/lib/core/notifications/targets';
import { updateLast } from '@/lib/core/notifications/targets-store';

function moveOf(claim: NotificationClaim, sending: Sending, random: number): Move {
  if (sending.isSent) return { status: 'sent', failure: null, delayMs: null };
  const delayMs = delayAfter(claim.attempt, random, sending.retryAfterSeconds);
  return { status: delayMs === null ? 'dead' : 'waiting', failure: shortFailure(sending.reason), delayMs };
}

/**
 * Keeps what came of an attempt and moves the notification: sent, due again after the schedule's next delay, or dead
 * after the last. A record whose claim was overtaken is refused. `random` in [0, 1) spreads the delay.
 */
export function recordSending(
  claim: NotificationClaim,
  sending: Sending,
  random = Math.random(),
): Promise<SendingOutcome> {
  const move = moveOf(claim, sending, random);
  return inTransaction(async (tx) => {
    if (!(await moveNotification(tx, claim, move))) return 'superseded';
    await updateLast(tx, claim.targetId, move.failure);
    return move.status === 'waiting' ? 'retrying' : move.status;
  });
}
