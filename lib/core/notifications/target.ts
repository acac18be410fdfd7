import type { NotificationEvent, NotifierKind } from '@/lib/core/vocabulary';

type Texts = Readonly<Record<string, string>>;

export const LETTER_LANGUAGES = ['zh-CN', 'en'] as const;
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number];

/** How a target is reached; which texts there are is the kind's. Sealed at rest as a whole. */
export interface TargetConfig {
  /** What its owner may see again. */
  readonly shown: Texts;
  /** What only the sender reads. */
  readonly secrets: Texts;
  readonly language: LetterLanguage;
}

/** A target as its owner says it. */
export interface TargetDraft extends TargetConfig {
  readonly label: string;
  readonly events: readonly NotificationEvent[];
}

/** Whose target it is; null is the operator. */
export interface TargetKey {
  readonly merchantId: number | null;
  readonly targetId: number;
}

/** A target as it is shown: no secret is in it, only which there are. */
export interface TargetView {
  readonly targetId: number;
  readonly kind: NotifierKind;
  readonly label: string;
  readonly shown: Texts;
  readonly secretNames: readonly string[];
  readonly language: LetterLanguage;
  readonly events: readonly NotificationEvent[];
  readonly isEnabled: boolean;
  readonly lastSentAt: Date | null;
  /** Why the last sending failed, in the other side's words; null when it did not. */
  readonly lastFailure: string | null;
  /** How many notifications wait for it. */
  readonly waiting: number;
}
