import type {
  CallbackEvent,
  CallbackFailure,
  CallbackStatus,
  KeptAttempt,
} from '@/lib/core/callbacks/callback';
import { type Diagnosis, diagnose } from '@/lib/core/callbacks/diagnosis';
import type { Finding, Reading } from '@/lib/core/callbacks/judgement';
import { readText } from '@/lib/core/callbacks/read-text';
import { selectAttempts, selectCallback } from '@/lib/core/callbacks/views-store';

export interface CallbackAttemptView {
  readonly attempt: number;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly requestBody: string | null;
  readonly httpStatus: number | null;
  /** The first 2 KiB of the answer, read as UTF-8, or as GB18030 when they are not UTF-8. */
  readonly responseText: string | null;
  /** Null when the merchant acknowledged. */
  readonly failure: CallbackFailure | null;
  readonly failureDetail: string | null;
  /** Which way of reading the answer decided, and what it found; null when no answer was judged. */
  readonly reading: Reading | null;
  readonly finding: Finding | null;
  readonly diagnosis: Diagnosis | null;
}

export interface CallbackView {
  readonly callbackId: number;
  readonly orderId: number;
  readonly event: CallbackEvent;
  readonly eventId: string;
  readonly status: CallbackStatus;
  readonly createdAt: Date;
  /** Null when no attempt is planned. */
  readonly nextAttemptAt: Date | null;
  /** When the merchant first acknowledged; stays when the callback is sent again. */
  readonly deliveredAt: Date | null;
  readonly attempts: readonly CallbackAttemptView[];
}

function toView(row: KeptAttempt): CallbackAttemptView {
  const { responseHead, ...rest } = row;
  const responseText = responseHead === null ? null : readText(responseHead);
  return { ...rest, responseText, diagnosis: diagnose({ ...row, answer: responseText }) };
}

/** An order's callback with every attempt, oldest first; null when the order was never paid. */
export async function callbackOfOrder(key: {
  merchantId: number;
  orderId: number;
}): Promise<CallbackView | null> {
  const row = await selectCallback(key.merchantId, key.orderId);
  if (row === null) return null;
  const attempts = await selectAttempts(key.merchantId, row.callbackId);
  return { ...row, attempts: attempts.map(toView) };
}
