import { makeDeadDue, makeDue } from '@/lib/core/callbacks/store';
import { DomainError } from '@/lib/core/errors';
import type { Mode } from '@/lib/core/vocabulary';

/**
 * Sends a paid order's callback again, whatever became of it: due now, with the same event id and the same bytes,
 * and with a fresh round of retries behind it. Written into the order's story with the actor.
 * Throws callback.unknown when the order has none, which means that it is not paid.
 */
export async function requestResend(request: {
  merchantId: number;
  orderId: number;
  actor: string;
}): Promise<void> {
  if (!(await makeDue(request.merchantId, request.orderId, request.actor))) {
    throw new DomainError('not_found', 'callback.unknown', { orderId: request.orderId });
  }
}

/** More than these at once would only stand in line behind the merchant's few places in flight. */
const RESEND_MAX = 500;

/**
 * Sends again what was given up in the last `withinHours`, at most 500 of it, newest first, as `requestResend` does.
 * Answers how many.
 */
export function resendDead({
  actor,
  ...search
}: {
  merchantId: number;
  mode: Mode;
  withinHours: number;
  actor: string;
}): Promise<number> {
  return makeDeadDue({ ...search, limit: RESEND_MAX }, actor);
}
