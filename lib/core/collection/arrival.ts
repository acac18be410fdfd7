import type { OrderStatus } from '@/lib/core/orders';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export type ArrivalOutcome = 'matched' | 'late' | 'unmatched' | 'duplicate' | 'ignored';

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
  readonly seenAt: Date;
  readonly raw: Readonly<Record<string, unknown>>;
  /** Null until the match has run. */
  readonly outcome: ArrivalOutcome | null;
  readonly reason: string | null;
  readonly orderId: number | null;
  readonly decidedAt: Date | null;
}

/** An order that holds or held the arrival's amount on one of its accounts. */
export interface Holder {
  readonly orderId: number;
  readonly accountId: number;
  readonly heldAt: Date;
  readonly status: OrderStatus;
  readonly expiresAt: Date;
  /** Held still, or released so lately that nobody else could get the amount. */
  readonly isResting: boolean;
}
