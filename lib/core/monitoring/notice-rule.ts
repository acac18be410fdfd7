import type { PayType } from '@/lib/core/vocabulary';

/** How one kind of notice is read. The patterns are RE2: time linear in the text, `^` and `$` at line ends. */
export interface NoticeRule {
  readonly id: string;
  /** 0 is what the product brought along; each change by the operator is the next. */
  readonly version: number;
  readonly name: string;
  /** Over the whole sender. */
  readonly senderPattern: string;
  /** Over one whole line of the notice; empty asks for none. */
  readonly titlePattern: string;
  /** Anywhere in the notice, with the named group `amount`. */
  readonly textPattern: string;
  readonly type: PayType;
  /** Lower is tried first. */
  readonly priority: number;
  readonly isEnabled: boolean;
}
