import type { TargetConfig } from '@/lib/core/notifications/target';
import type { NotificationEvent, NotifierKind } from '@/lib/core/vocabulary';

/** What else is to be told, by name. Never a secret, a card key or a payer. */
export type NewsData = Readonly<Record<string, string | number>>;

/** A piece of news for everybody who wants to hear it. */
export interface News {
  /** Null tells the operator. */
  readonly merchantId: number | null;
  readonly event: NotificationEvent;
  /** What makes this news this news; a target hears it once. */
  readonly dedupeKey: string;
  readonly data: NewsData;
}

/** One notification that this process may send until its lease ends. */
export interface NotificationClaim {
  readonly notificationId: number;
  readonly merchantId: number | null;
  readonly targetId: number;
  readonly kind: NotifierKind;
  readonly config: TargetConfig;
  readonly event: NotificationEvent;
  readonly data: NewsData;
  readonly createdAt: Date;
  /** The number that this attempt will have, counted from 1. */
  readonly attempt: number;
  /** Proves that no later claim took the notification over. */
  readonly fence: number;
}

/** What came of one attempt. */
export type Sending =
  | { readonly isSent: true }
  | {
      readonly isSent: false;
      /** In the other side's own words where it had any. */
      readonly reason: string;
      /** What the other side asked for; null when it did not. */
      readonly retryAfterSeconds: number | null;
    };

/** `superseded` means that another worker owns the notification by now, or that its target is gone or switched off. */
export type SendingOutcome = 'sent' | 'retrying' | 'dead' | 'superseded';
