import type { Tx } from '@/db/transaction';
import type { Order } from '@/lib/core/orders/order';
import { type OrderKey, type OrderRow, toOrder } from '@/lib/core/orders/store';
import type { Fen } from '@/lib/platform/money';

/** Takes an amount off what is left of a paid order. Null when the order is not paid, or less is left. */
export async function reserveRefund(
  tx: Tx,
  { merchantId, orderId }: OrderKey,
  amount: Fen,
): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    update orders set refunded_fen = refunded_fen + ${amount}
    where merchant_id = ${merchantId} and id = ${orderId} and status = 'paid' and refunded_fen + ${amount} <= paid_fen
    returning *`;
  return row === undefined ? null : toOrder(row);
}

/** Gives a reserved amount back to a paid order, after a refund that failed. */
export async function releaseRefund(
  tx: Tx,
  { merchantId, orderId }: OrderKey,
  amount: Fen,
): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    update orders set refunded_fen = refunded_fen - ${amount}
    where merchant_id = ${merchantId} and id = ${orderId} and status = 'paid'
    returning *`;
  return row === undefined ? null : toOrder(row);
}

/** Holds a paid order against every other move until the transaction ends. */
export async function lockPaid(tx: Tx, { merchantId, orderId }: OrderKey): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    select * from orders
    where merchant_id = ${merchantId} and id = ${orderId} and status = 'paid' for no key update`;
  return row === undefined ? null : toOrder(row);
}

/** paid → refunded once all that was paid has been given back. Null while something is left or under way. */
export async function moveRefunded(
  tx: Tx,
  { merchantId, orderId }: OrderKey,
  given: Fen,
): Promise<Order | null> {
  const [row] = await tx<OrderRow[]>`
    update orders set status = 'refunded'
    where merchant_id = ${merchantId} and id = ${orderId} and status = 'paid' and paid_fen = ${given}
    returning *`;
  return row === undefined ? null : toOrder(row);
}
