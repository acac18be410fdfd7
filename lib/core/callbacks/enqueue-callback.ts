import type { Tx } from '@/db/transaction';
import type { CallbackEvent } from '@/lib/core/callbacks/callback';
import { insertCallback } from '@/lib/core/callbacks/store';
import { newEventId } from '@/lib/platform/ids';

/**
 * Puts a piece of news into the outbox, in the transaction that makes it true. The worker is woken when the
 * transaction commits. One callback per order and event: asking again changes nothing.
 */
export async function enqueueCallback(
  tx: Tx,
  news: { merchantId: number; orderId: number; event: CallbackEvent },
): Promise<void> {
  await insertCallback(tx, { ...news, eventId: newEventId() });
}
