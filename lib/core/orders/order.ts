import type { DialectId, Mode, PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export type OrderStatus = 'created' | 'pending' | 'paid' | 'expired' | 'closed' | 'refunded';

/** What was unusual about a payment, beside the state and never instead of it. */
export type Oddity = 'late' | 'over' | 'under' | 'manual';

export interface Order {
  readonly merchantId: number;
  /** 16 digits, public, never used twice. */
  readonly id: number;
  readonly mode: Mode;
  readonly dialect: DialectId;
  readonly outOrderId: string;
  /** Null until the buyer has chosen one of `choices`. */
  readonly type: PayType | null;
  /** The ways to pay that are left to the buyer; empty when the merchant's site has chosen. */
  readonly choices: readonly PayType[];
  readonly title: string;
  /** What the merchant asked. */
  readonly price: Fen;
  /** What the merchant sent along, given back word for word. */
  readonly attachment: string;
  /** 128 random bits: the address of the checkout. */
  readonly token: string;
  /** What was ordered, as `product:quantity,…` in ascending order of product; null when the price was simply asked. */
  readonly goods: string | null;
  /** The quick-pay link that the order came from. */
  readonly linkId: number | null;
  /** False when there is no site to tell of the payment. */
  readonly isTold: boolean;
  /** Per-order addresses; null means the merchant's own. */
  readonly notifyUrl: string | null;
  readonly returnUrl: string | null;
  readonly status: OrderStatus;
  readonly oddities: readonly Oddity[];
  readonly accountId: number | null;
  /** The exact amount to pay, known once an account was allocated. */
  readonly payable: Fen | null;
  readonly paid: Fen | null;
  /** What was given back of it, or is being given back. */
  readonly refunded: Fen;
  /** Counted from 1; one that expired unpaid begins another when its reference is asked for again. */
  readonly life: number;
  readonly createdAt: Date;
  /** When the present life began; null in the first. */
  readonly reopenedAt: Date | null;
  readonly allocatedAt: Date | null;
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
  readonly endedAt: Date | null;
}

/** Only such an order may be signed as a success. */
export type PaidOrder = Order & {
  readonly status: 'paid' | 'refunded';
  readonly type: PayType;
  readonly paid: Fen;
  readonly paidAt: Date;
};

export function isPaid(order: Order): order is PaidOrder {
  return (
    (order.status === 'paid' || order.status === 'refunded') &&
    order.type !== null &&
    order.paid !== null &&
    order.paidAt !== null
  );
}

/** The product of an order for nothing else, in any quantity; null for several and for a price that was simply asked. */
export function soleProduct({ goods }: Order): number | null {
  const [, id] = /^(\d+):\d+$/.exec(goods ?? '') ?? [];
  return id === undefined ? null : Number(id);
}

export function isOpen(order: Order): boolean {
  return order.status === 'created' || order.status === 'pending';
}
