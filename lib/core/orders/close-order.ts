import { inTransaction } from '@/db/transaction';
import { DomainError } from '@/lib/core/errors';
import { announceOrder, insertEvent, moveClosed } from '@/lib/core/orders/moves-store';
import type { Order } from '@/lib/core/orders/order';

/** Closes an open order for good. Throws order.state_forbids when there is no such open order. */
export async function closeOrder(request: {
  merchantId: number;
  orderId: number;
  actor: string;
}): Promise<Order> {
  return inTransaction(async (tx) => {
    const order = await moveClosed(tx, request);
    if (order === null) throw new DomainError('conflict', 'order.state_forbids');
    await insertEvent(tx, request, { kind: 'closed', actor: request.actor, data: {} });
    await announceOrder(tx, order);
    return order;
  });
}
