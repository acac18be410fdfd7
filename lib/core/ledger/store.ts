import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Book, TransferKind } from '@/lib/core/ledger/transfer';
import type { Mode } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export interface NewTransfer {
  readonly merchantId: number;
  readonly mode: Mode;
  readonly kind: TransferKind;
  readonly fromBook: Book;
  readonly toBook: Book;
  readonly amount: Fen;
  readonly dedupeKey: string;
  readonly orderId: number | null;
  readonly reason: string;
  readonly actor: string;
}

/** False when a transfer with this key was posted before. */
export async function insertTransfer(tx: Tx, transfer: NewTransfer): Promise<boolean> {
  const rows = await tx`
    insert into transfers (merchant_id, mode, kind, from_book, to_book, amount_fen, dedupe_key, order_id, reason, actor)
    values (${transfer.merchantId}, ${transfer.mode}, ${transfer.kind}, ${transfer.fromBook}, ${transfer.toBook},
      ${transfer.amount}, ${transfer.dedupeKey}, ${transfer.orderId}, ${transfer.reason}, ${transfer.actor})
    on conflict (merchant_id, dedupe_key) do nothing returning 1`;
  return rows.length === 1;
}

/** What came into a book less what went, in fen. */
export async function selectBalance(merchantId: number, mode: Mode, book: Book): Promise<number> {
  const [row] = await sql()<{ balance: number }[]>`
    select (
      coalesce((select sum(amount_fen) from transfers
        where merchant_id = ${merchantId} and mode = ${mode} and to_book = ${book}), 0)
      - coalesce((select sum(amount_fen) from transfers
        where merchant_id = ${merchantId} and mode = ${mode} and from_book = ${book}), 0)
    )::bigint as balance`;
  return row?.balance ?? 0;
}
