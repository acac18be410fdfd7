import { findOrder, isPaid } from '@/lib/core/orders';
import { type AskChannel, channelRefundOf } from '@/lib/core/refunds/channel-of-order';
import { completeRefund, failRefund } from '@/lib/core/refunds/end-refund';
import type { Refund } from '@/lib/core/refunds/refund';
import { log } from '@/lib/platform/log';

/**
 * Asks the channel to give the money back, outside any transaction, and writes what it says. The same number
 * every time: asking again after a crash refunds once. While the answer is not known the refund stays `sending`.
 */
export async function askChannel(refund: Refund): Promise<void> {
  const order = await findOrder(refund);
  const ask = order === null ? null : await channelRefundOf(order);
  if (order === null || !isPaid(order) || ask === null) {
    log.warn({ refundNo: refund.refundNo }, 'no channel to ask for a refund that is under way');
    return;
  }
  const { refundNo, amount, reason } = refund;
  const reply = await answerOf(ask, { orderToken: order.token, refundNo, amount, paid: order.paid, reason });
  if (reply === null) return;
  await (reply.isGiven ? completeRefund(refund, reply.reference) : failRefund(refund, reply.reason));
}

async function answerOf(ask: AskChannel, request: Parameters<AskChannel>[0]) {
  try {
    return await ask(request);
  } catch (error) {
    log.warn(
      { error, refundNo: request.refundNo },
      'the channel did not answer, the refund will be asked for again',
    );
    return null;
  }
}
