import { inTransaction, type Tx } from '@/db/transaction';
import { postTransfer } from '@/lib/core/ledger';
import {
  announceOrder,
  lockPaidOrder,
  markRefunded,
  noteEvent,
  type Order,
  releaseRefund,
} from '@/lib/core/orders';
import type { Refund } from '@/lib/core/refunds/refund';
import { moveEnded, sumDone } from '@/lib/core/refunds/store';

/**
 * Writes what a refund that was made means: its transfer, its event, and the order's end when nothing is left.
 * The caller's transaction holds the order, so that of two last refunds one sees the other.
 */
export async function recordGiven(tx: Tx, refund: Refund, order: Order): Promise<void> {
  const { merchantId, amount, refundNo, way, reason, actor } = refund;
  await postTransfer(tx, {
    merchantId,
    mode: order.mode,
    kind: 'refund',
    amount,
    dedupeKey: `refund:${refundNo}`,
    orderId: order.id,
    reason,
    actor,
  });
  await noteEvent(tx, refund, {
    kind: 'refunded',
    actor,
    data: { refundNo, amountFen: amount, way, reason },
  });
  await markRefunded(tx, refund, await sumDone(tx, refund));
  await announceOrder(tx, order);
}

/** The channel gave the money back. Nothing happens when the refund was ended before. */
export function completeRefund(refund: Refund, reference: string): Promise<void> {
  return inTransaction(async (tx) => {
    const order = await lockPaidOrder(tx, refund);
    if (order === null || !(await moveEnded(tx, refund, 'done', { reference }))) return;
    await recordGiven(tx, refund, order);
  });
}

/** The channel refused: the amount is the order's again. Nothing happens when the refund was ended before. */
export function failRefund(refund: Refund, refusal: string): Promise<void> {
  return inTransaction(async (tx) => {
    const order = await lockPaidOrder(tx, refund);
    if (order === null || !(await moveEnded(tx, refund, 'failed', { refusal }))) return;
    const { refundNo, amount, actor } = refund;
    await releaseRefund(tx, refund, amount);
    await noteEvent(tx, refund, {
      kind: 'refund_failed',
      actor,
      data: { refundNo, amountFen: amount, reason: refusal },
    });
    await announceOrder(tx, order);
  });
}
