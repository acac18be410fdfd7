import type { Mode, PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export interface SessionKey {
  readonly merchantId: number;
  readonly sessionId: number;
}

/** Reasons of ours why a session is offline; any other text is the platform's own. */
export const OFFLINE_REASONS = ['by_merchant', 'grant_over'] as const;
export type OfflineReason = (typeof OFFLINE_REASONS)[number];

/**
 * online: watched. silent: no worker said so within 45 seconds, so that its account is not offered; it comes back by
 * itself. offline: only another scan brings it back.
 */
export type SessionState = 'online' | 'silent' | 'offline';

/** A session as its merchant sees it. */
export interface SessionView {
  readonly merchantId: number;
  readonly sessionId: number;
  readonly mode: Mode;
  readonly channel: string;
  readonly type: PayType;
  readonly label: string;
  /** The wallet's owner, masked. */
  readonly ownerLabel: string | null;
  readonly state: SessionState;
  readonly accountId: number;
  readonly ruleId: number | null;
  readonly ruleName: string | null;
  /** Whether the merchant switched its account off. */
  readonly isSwitchedOff: boolean;
  readonly onlineSince: Date | null;
  readonly lastSeenAt: Date | null;
  readonly offlineSince: Date | null;
  /** One of OFFLINE_REASONS, or the platform's own words. */
  readonly offlineReason: string | null;
  readonly lastBillAt: Date | null;
  readonly todayCount: number;
  readonly todayFen: Fen;
  /** A log-on that is under way. */
  readonly logonId: number | null;
}

/** What a worker holds while it watches a session; the fence tells it from an earlier holder. */
export interface SessionClaim extends SessionKey {
  readonly fence: number;
  readonly leaseSeconds: number;
  readonly mode: Mode;
  readonly channel: string;
  readonly type: PayType;
  readonly accountId: number;
  /** The channel's own text, opened. */
  readonly grant: string;
  /** Bills up to here were read completely. */
  readonly readUntil: Date;
}

/** A session whose account is not offered although its merchant did not take it offline. */
export interface OfflineSession extends SessionKey {
  readonly label: string;
  readonly type: PayType;
  readonly state: 'silent' | 'offline';
  readonly since: Date;
  /** One of OFFLINE_REASONS or the platform's own words; null while it is only silent. */
  readonly reason: string | null;
}
