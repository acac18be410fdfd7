import type { Tx } from '@/db/transaction';
import { enqueueCallback } from '@/lib/core/callbacks';
import { deliverGoods } from '@/lib/core/catalogue';
import { postTransfer } from '@/lib/core/ledger';
import { moveToLife } from '@/lib/core/orders/lives-store';
import { announceOrder, insertEvent, movePaid, releasePaid } from '@/lib/core/orders/moves-store';
import { isPaid, type Oddity, type OrderStatus, type PaidOrder } from '@/lib/core/orders/order';
import type { OrderKey } from '@/lib/core/orders/store';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export interface Payment {
  readonly from: readonly OrderStatus[];
  readonly paid: Fen;
  /** Null takes the database's time. */
  readonly paidAt: Date | null;
  readonly oddities: readonly Oddity[];
  /** Where the money came in; null keeps the account that the order holds. */
  readonly accountId: number | null;
  /** What it was paid with; left out, the order's own way, or the first of its choices. */
  readonly type?: PayType;
  /** The life of the order whose amount was paid; left out, the present one. */
  readonly life?: number;
  readonly kind: 'paid' | 'settled_by_hand' | 'matched_by_hand';
  readonly actor: string;
  readonly data: Record<string, string | number | boolean | null>;
}

/**
 * Marks the order paid together with its event, its card keys, its transfer, its callback and the release of its
 * amount: all or nothing, in the caller's transaction. Keys that are missing are owed; the payment stands. Null when the order is in none of the states that the payment may come from.
 */
export async function confirmPayment(tx: Tx, key: OrderKey, payment: Payment): Promise<PaidOrder | null> {
  const moved = await movePaid(tx, key, payment);
  if (moved === null) return null;
  const { life = moved.life } = payment;
  const order = life === moved.life ? moved : await moveToLife(tx, key, life);
  if (!isPaid(order)) return null;
  const owed = order.goods === null ? 0 : await deliverGoods(tx, key);
  const event = owed === 0 ? payment : { ...payment, data: { ...payment.data, owed } };
  await Promise.all([releasePaid(tx, key, order.mode), insertEvent(tx, key, event)]);
  await postTransfer(tx, {
    merchantId: key.merchantId,
    mode: order.mode,
    kind: 'sale',
    amount: order.paid,
    dedupeKey: `sale:${order.id}`,
    orderId: order.id,
    actor: payment.actor,
  });
  if (order.isTold) await enqueueCallback(tx, { ...key, event: 'order.paid' });
  await announceOrder(tx, order);
  return order;
}
