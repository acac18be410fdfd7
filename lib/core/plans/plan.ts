import type { PlanFeature } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** What a plan lets its merchant do; what is null is not limited. */
export interface PlanLimits {
  readonly ordersPerDay: number | null;
  readonly sumPerDay: Fen | null;
  /** Live accounts, those of sessions included. */
  readonly accountsMax: number | null;
  readonly features: readonly PlanFeature[];
}

/** What the operator sells. */
export interface Plan extends PlanLimits {
  readonly id: number;
  readonly name: string;
  /** 100 points are ¥1. */
  readonly pricePoints: number;
  readonly days: number;
  readonly isOffered: boolean;
  /** How many merchants have it now; a change reaches none of them before he renews. */
  readonly merchantCount: number;
}

/** The plan that a merchant has, as it was when he got it. */
export interface PlanView extends PlanLimits {
  readonly planId: number;
  readonly name: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
  readonly isExpired: boolean;
}

/** How much of his plan a merchant has used on this day of Asia/Shanghai. */
export interface QuotaStanding {
  readonly ordersToday: number;
  readonly ordersPerDay: number | null;
  readonly sumToday: Fen;
  readonly sumPerDay: Fen | null;
  readonly accounts: number;
  readonly accountsMax: number | null;
  readonly expiresAt: Date | null;
}
