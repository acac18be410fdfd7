import { inTransaction } from '@/db/transaction';
import { DomainError } from '@/lib/core/errors';
import { pinSignature, type SignaturePin } from '@/lib/core/merchants';
import { announceOrder, insertEvent, moveClosed, releaseHeld } from '@/lib/core/orders/moves-store';
import { misread } from '@/lib/core/orders/new-order';
import type { Order } from '@/lib/core/orders/order';

/**
 * Closes an open order for good; the `pin` of a signed request is kept with it. Throws order.state_forbids when there is no
 * such open order, or credential.signature_misread.
 */
export async function closeOrder(request: {
  merchantId: number;
  orderId: number;
  actor: string;
  pin?: SignaturePin;
}): Promise<Order> {
  return inTransaction(async (tx) => {
    const order = await moveClosed(tx, request);
    if (order === null) throw new DomainError('conflict', 'order.state_forbids');
    await releaseHeld(tx, request);
    await insertEvent(tx, request, { kind: 'closed', actor: request.actor, data: {} });
    await announceOrder(tx, order);
    const { merchantId, pin } = request;
    if (pin !== undefined && !(await pinSignature(merchantId, pin, tx))) throw misread();
    return order;
  });
}
