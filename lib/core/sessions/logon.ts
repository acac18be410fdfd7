import type { Mode, PayType } from '@/lib/core/vocabulary';

export const LOGON_STAGES = [
  'queued',
  'preparing',
  'code_ready',
  'scanned',
  'online',
  'failed',
  'cancelled',
] as const;
export type LogonStage = (typeof LOGON_STAGES)[number];

/** Reasons of ours why a log-on failed; any other text is the platform's own. */
export const LOGON_FAILURES = [
  'points_short',
  'owner_differs',
  'owner_taken',
  'owner_elsewhere',
  'timed_out',
  'platform_silent',
  'not_configured',
  'plan_refuses',
] as const;
export type LogonFailure = (typeof LOGON_FAILURES)[number];

export interface LogonKey {
  readonly merchantId: number;
  readonly logonId: number;
}

/** One try of scanning a session online, as its merchant sees it. */
export interface LogonView {
  readonly logonId: number;
  readonly sessionId: number;
  readonly mode: Mode;
  readonly channel: string;
  readonly type: PayType;
  readonly label: string;
  readonly stage: LogonStage;
  /** The text to be scanned; only while there is one. */
  readonly code: string | null;
  /** How long the code can be scanned, by the database's clock; 0 when it is over. */
  readonly codeSecondsLeft: number;
  /** How many codes were shown, this one included. */
  readonly codeCount: number;
  /** How many log-ons stand before this one in the queue. */
  readonly ahead: number;
  /** One of LOGON_FAILURES, or the platform's own words. */
  readonly failure: string | null;
  readonly feePoints: number;
}

/** What a worker holds while it moves a log-on; the fence tells it from an earlier holder. */
export interface LogonClaim extends LogonKey {
  readonly sessionId: number;
  readonly fence: number;
  readonly stage: 'preparing' | 'scanned';
  readonly mode: Mode;
  readonly channel: string;
  readonly type: PayType;
  readonly label: string;
  /** 128 random bits that come back with what the scan answers. */
  readonly state: string;
  /** What the scan answered, opened; null before. */
  readonly answer: string | null;
  readonly feePoints: number;
  readonly actor: string;
  /** How long it has been in its stage. */
  readonly stageSeconds: number;
}
