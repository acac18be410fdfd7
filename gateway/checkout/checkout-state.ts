import type { CallbackStatus } from '@/lib/core/callbacks';
import { isPaid, type Order } from '@/lib/core/orders';
import type { Fen } from '@/lib/platform/money';

/** How long the buyer waits for the merchant's acknowledgement before he gets his receipt without it. */
export const CONFIRMING_MS = 15_000;

export const CHECKOUT_STATES = [
  'choosing',
  'creating',
  'unavailable',
  'pending',
  'confirming',
  'paid',
  'paid_unconfirmed',
  'late',
  'underpaid',
  'overpaid',
  'refunded',
  'expired',
  'closed',
] as const;
export type CheckoutState = (typeof CHECKOUT_STATES)[number];

/** A payment that came after its order had ended. */
export interface LatePayment {
  readonly amount: Fen;
  readonly paidAt: Date;
}

/** What of the callback concerns the buyer. */
export interface Notice {
  readonly status: CallbackStatus;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
}

/** Everything that decides which picture the buyer sees; all times are the database's. */
export interface Situation {
  readonly order: Order;
  /** Null when the merchant is not told, or not yet. */
  readonly notice: Notice | null;
  readonly latePayment: LatePayment | null;
  readonly now: Date;
}

function paidState({ order, notice, now }: Situation): CheckoutState {
  if (order.status === 'refunded') return 'refunded';
  const isAcknowledged = notice === null || notice.deliveredAt !== null;
  if (!isAcknowledged) {
    const waitedMs = now.getTime() - notice.createdAt.getTime();
    return notice.status !== 'dead' && waitedMs < CONFIRMING_MS ? 'confirming' : 'paid_unconfirmed';
  }
  if (order.oddities.includes('under')) return 'underpaid';
  return order.oddities.includes('over') ? 'overpaid' : 'paid';
}

/** The one state of a checkout at one moment. An order past its time counts as expired before the sweep says so. */
export function stateOf(situation: Situation): CheckoutState {
  const { order, latePayment, now } = situation;
  if (isPaid(order)) return paidState(situation);
  if (latePayment !== null) return 'late';
  if (order.status === 'closed') return 'closed';
  if (order.status === 'expired' || now.getTime() >= order.expiresAt.getTime()) return 'expired';
  if (order.status === 'pending') return 'pending';
  return order.type === null ? 'choosing' : 'creating';
}
