import type { Tx } from '@/db/transaction';
import { insertTransfer } from '@/lib/core/ledger/store';
import { TRANSFER_BOOKS, type TransferKind } from '@/lib/core/ledger/transfer';
import type { Mode } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export interface Posting {
  readonly merchantId: number;
  readonly mode: Mode;
  readonly kind: TransferKind;
  readonly amount: Fen;
  /** What makes this transfer this transfer; posting it again changes nothing. */
  readonly dedupeKey: string;
  readonly orderId?: number;
  readonly reason?: string;
  readonly actor: string;
}

/** Moves an amount between the books that its kind names, in the transaction that makes it true. */
export async function postTransfer(tx: Tx, posting: Posting): Promise<boolean> {
  const { orderId = null, reason = '', ...rest } = posting;
  return insertTransfer(tx, { ...rest, ...TRANSFER_BOOKS[posting.kind], orderId, reason });
}
