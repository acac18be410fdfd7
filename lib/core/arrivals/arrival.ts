import type { OrderStatus } from '@/lib/core/orders';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/**
 * What becomes of a payment. `matched`: it settled its order. `late`: it came after its order had ended and is held.
 * `unmatched`: nobody's, or more than one's. `duplicate`: by the merchant's word this money is counted already, because a
 * second source saw the same payment or because its order was settled by hand; two equal payments are two until he
 * says so. `ignored`: not an order's, or given back. `late` and `unmatched` wait for a person; what he set aside he can
 * still match.
 */
export const ARRIVAL_OUTCOMES = ['matched', 'late', 'unmatched', 'duplicate', 'ignored'] as const;
export type ArrivalOutcome = (typeof ARRIVAL_OUTCOMES)[number];

/** One payment that a monitor saw. */
export interface Arrival {
  readonly merchantId: number;
  readonly id: number;
  readonly mode: Mode;
  readonly type: PayType;
  readonly accountId: number | null;
  readonly monitorId: number | null;
  readonly source: string;
  readonly amount: Fen;
  readonly paidAt: Date;
  /** The monitor told a time that its clock cannot show; it was paid at whatever time, and `paidAt` is that of the news. */
  readonly isTimeUnclear: boolean;
  readonly seenAt: Date;
  readonly raw: Readonly<Record<string, unknown>>;
  /** Null until the match has run. */
  readonly outcome: ArrivalOutcome | null;
  readonly reason: string | null;
  readonly orderId: number | null;
  readonly decidedAt: Date | null;
  /** Who decided by hand, and why; null when the match did. */
  readonly decidedBy: string | null;
  readonly note: string | null;
}

/** An order that holds or held the arrival's amount on one of its accounts. */
export interface Holder {
  readonly orderId: number;
  readonly accountId: number;
  readonly heldAt: Date;
  readonly status: OrderStatus;
  /** The life of the order that it held the amount in, and the end of that life. */
  readonly life: number;
  readonly expiresAt: Date;
  /** From when until when the order waits in a later life; null while it is in that one. */
  readonly again: { readonly from: Date; readonly until: Date } | null;
  /** Held still, or released so lately that nobody else could get the amount. */
  readonly isResting: boolean;
}
