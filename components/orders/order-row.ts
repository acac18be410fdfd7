import type { CallbackStanding } from '@/lib/core/callbacks';
import type { Order } from '@/lib/core/orders';

/** What the list of orders shows of one order; nothing else of it reaches the browser. */
export interface OrderRow
  extends Pick<
    Order,
    | 'id'
    | 'outOrderId'
    | 'status'
    | 'oddities'
    | 'price'
    | 'payable'
    | 'paid'
    | 'refunded'
    | 'type'
    | 'title'
    | 'createdAt'
  > {
  readonly callback: Pick<CallbackStanding, 'status' | 'attempts'> | null;
}

export function toOrderRow(order: Order, standing: CallbackStanding | undefined): OrderRow {
  const { id, outOrderId, status, oddities, price, payable, paid, refunded, type, title, createdAt } = order;
  const callback = standing === undefined ? null : { status: standing.status, attempts: standing.attempts };
  return {
    id,
    outOrderId,
    status,
    oddities,
    price,
    payable,
    paid,
    refunded,
    type,
    title,
    createdAt,
    callback,
  };
}
