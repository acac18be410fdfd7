import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { findOrder, noteEvent, type Order, reserveRefund } from '@/lib/core/orders';
import { askChannel } from '@/lib/core/refunds/ask-channel';
import { channelRefundOf } from '@/lib/core/refunds/channel-of-order';
import { recordGiven } from '@/lib/core/refunds/end-refund';
import type { Refund, RefundStatus, RefundWay } from '@/lib/core/refunds/refund';
import { insertRefund, selectRefund } from '@/lib/core/refunds/store';
import { newRefundNo } from '@/lib/platform/ids';
import type { Fen } from '@/lib/platform/money';

export interface RefundRequest {
  readonly merchantId: number;
  readonly orderId: number;
  readonly amount: Fen;
  readonly way: RefundWay;
  readonly reason: string;
  readonly actor: string;
}

export interface RefundResult {
  readonly refundId: number;
  readonly refundNo: string;
  readonly amount: Fen;
  /** sending: the channel has not answered yet and is asked again; it is no success yet. */
  readonly status: Exclude<RefundStatus, 'failed'>;
  /** The order as it is after the refund. */
  readonly order: Order;
}

async function orderOf(request: RefundRequest): Promise<Order> {
  const order = await findOrder(request);
  if (order === null) throw new DomainError('not_found', 'order.unknown');
  return order;
}

/** Why an order cannot give this back; null when, as it was read, it can. */
function refusalOf(order: Order, amount: Fen): DomainError | null {
  if (order.status !== 'paid') {
    return new DomainError('conflict', 'order.state_forbids', { status: order.status });
  }
  const left = (order.paid ?? 0) - order.refunded;
  if (amount > 0 && amount <= left) return null;
  return new DomainError('invalid', 'refund.amount_invalid', { leftFen: left });
}

/** Takes the amount off the order and writes the refund down: what no other refund can then take. */
function reserve(request: RefundRequest): Promise<Refund | null> {
  return inTransaction(async (tx) => {
    const order = await reserveRefund(tx, request, request.amount);
    if (order === null) return null;
    const refund = await insertRefund(tx, { ...request, refundNo: newRefundNo(order.id) });
    if (refund.way === 'manual') await recordGiven(tx, refund, order);
    else {
      const { refundNo, amount, reason, actor } = refund;
      await noteEvent(tx, request, {
        kind: 'refund_asked',
        actor,
        data: { refundNo, amountFen: amount, reason },
      });
    }
    const { merchantId, actor, refundNo, amount, reason, way } = refund;
    await recordAudit(tx, {
      actor,
      merchantId,
      action: 'refund.asked',
      subject: `order:${order.id}`,
      data: { refundNo, amountFen: amount, way, reason },
    });
    return refund;
  });
}

/**
 * Gives money of a paid order back, in whole or in part; `amount` in fen. Through the channel it is reserved,
 * then asked for, then written down; by hand it records what the merchant did. Card keys that were delivered stay
 * delivered. Throws order.unknown, order.state_forbids, refund.amount_invalid, refund.not_supported, or
 * refund.failed with the channel's reason, after which the amount is the order's again.
 */
export async function refundOrder(request: RefundRequest): Promise<RefundResult> {
  const found = await orderOf(request);
  const refusal = refusalOf(found, request.amount);
  if (refusal !== null) throw refusal;
  if (request.way === 'channel' && (await channelRefundOf(found)) === null) {
    throw new DomainError('invalid', 'refund.not_supported');
  }
  const reserved = await reserve(request);
  if (reserved === null) {
    throw (
      refusalOf(await orderOf(request), request.amount) ?? new DomainError('conflict', 'order.state_forbids')
    );
  }
  if (reserved.status === 'sending') await askChannel(reserved);
  return resultOf(request, reserved);
}

async function resultOf(request: RefundRequest, reserved: Refund): Promise<RefundResult> {
  const [refund, order] = await Promise.all([selectRefund(reserved), orderOf(request)]);
  const { id, refundNo, amount, status, channelReply } = refund;
  if (status !== 'failed') return { refundId: id, refundNo, amount, status, order };
  const reason = channelReply !== null && 'refusal' in channelReply ? channelReply.refusal : '';
  throw new DomainError('conflict', 'refund.failed', { reason });
}
