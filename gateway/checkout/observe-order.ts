import type { LatePayment, Notice, Situation } from '@/gateway/checkout/checkout-state';
import { arrivalsOfOrder } from '@/lib/core/arrivals';
import { callbackOfOrder } from '@/lib/core/callbacks';
import { databaseTime, findOrderByToken, isOpen, isPaid, type Order } from '@/lib/core/orders';

async function noticeOf(order: Order): Promise<Notice | null> {
  return isPaid(order) ? callbackOfOrder({ merchantId: order.merchantId, orderId: order.id }) : null;
}

/**
 * Only an order whose time is over, or was before it was opened again, can have been paid late; the others are not
 * asked about. Who paid late is not asked to pay again while his money waits for the merchant's word.
 */
async function latePaymentOf(order: Order, now: Date): Promise<LatePayment | null> {
  const isOver = !isOpen(order) || now.getTime() >= order.expiresAt.getTime();
  if (isPaid(order) || (!isOver && order.life === 1)) return null;
  const arrivals = await arrivalsOfOrder({ merchantId: order.merchantId, orderId: order.id });
  return arrivals.find(({ outcome }) => outcome === 'late') ?? null;
}

/** Reads everything that decides an order's picture at this moment. */
export async function observeOrder(order: Order): Promise<Situation> {
  const [now, notice] = await Promise.all([databaseTime(), noticeOf(order)]);
  return { order, now, notice, latePayment: await latePaymentOf(order, now) };
}

/** The same by the address of the checkout, without allocating anything; null for an unknown one. */
export async function observeToken(token: string): Promise<Situation | null> {
  const order = isToken(token) ? await findOrderByToken(token) : null;
  return order === null ? null : observeOrder(order);
}

/** What no order can have is refused before the database is asked. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{16,64}$/.test(text);
}
