import type { SettlementMethod } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** What the operator recorded as settled with a merchant, and where to, as his profile stood then. */
export interface Settlement {
  readonly id: number;
  readonly amount: Fen;
  readonly method: SettlementMethod;
  readonly account: string;
  readonly holder: string;
  readonly note: string;
  readonly actor: string;
  readonly at: Date;
}
