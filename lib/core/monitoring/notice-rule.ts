import type { PayType, RuleVerdict } from '@/lib/core/vocabulary';

/**
 * How one kind of notice is read. The patterns are RE2: time linear in the text, `^` and `$` at line ends, `\A` and `\z`
 * at the ends of the notice. Named groups other than `amount` stand for words of strangers: they are judged for nothing.
 */
export interface NoticeRule {
  readonly id: string;
  /** 0 is what the product brought along; each change by the operator is the next. */
  readonly version: number;
  readonly name: string;
  /** Over the whole sender. */
  readonly senderPattern: string;
  /** Over the whole title; empty asks for none. */
  readonly titlePattern: string;
  /** In the notice's text. A payment's amount is the named group `amount` of this pattern, or of the title's. */
  readonly textPattern: string;
  readonly verdict: RuleVerdict;
  readonly type: PayType;
  /** Lower is tried first. */
  readonly priority: number;
  readonly isEnabled: boolean;
}
