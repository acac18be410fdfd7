import { inTransaction } from '@/db/transaction';
import { DomainError } from '@/lib/core/errors';
import { confirmPayment } from '@/lib/core/orders/confirm-payment';
import type { Oddity, Order, PaidOrder } from '@/lib/core/orders/order';
import { selectOrder } from '@/lib/core/orders/store';
import { FEN_MAX, type Fen } from '@/lib/platform/money';

function odditiesOf(order: Order, amount: Fen): Oddity[] {
  const due = order.payable ?? order.price;
  const size: Oddity[] = amount > due ? ['over'] : amount < due ? ['under'] : [];
  const time: Oddity[] = order.status === 'expired' || order.status === 'closed' ? ['late'] : [];
  return ['manual', ...size, ...time];
}

/**
 * 我已收款: the merchant says that the money is there. `amount` is what was received, in fen.
 * Throws order.unknown, order.amount_invalid, or order.state_forbids when the order was paid meanwhile.
 */
export async function settleByHand(request: {
  merchantId: number;
  orderId: number;
  actor: string;
  reason: string;
  amount: Fen;
}): Promise<PaidOrder> {
  const order = await selectOrder(request);
  if (order === null) throw new DomainError('not_found', 'order.unknown');
  if (request.amount <= 0 || request.amount > FEN_MAX)
    throw new DomainError('invalid', 'order.amount_invalid');
  const paid = await inTransaction((tx) =>
    confirmPayment(tx, request, {
      // Only from the state that the oddities were read from: a move meanwhile refuses this one.
      from: order.status === 'paid' || order.status === 'refunded' ? [] : [order.status],
      paid: request.amount,
      paidAt: null,
      oddities: odditiesOf(order, request.amount),
      accountId: null,
      kind: 'settled_by_hand',
      actor: request.actor,
      data: { reason: request.reason, amountFen: request.amount },
    }),
  );
  if (paid === null) throw new DomainError('conflict', 'order.state_forbids', { status: order.status });
  return paid;
}
