import type { Tx } from '@/db/transaction';
import { insertTransfer, POINTS_MODE } from '@/lib/core/ledger/store';
import { POINT_TRANSFER_BOOKS, type PointTransferKind } from '@/lib/core/ledger/transfer';
import { fen } from '@/lib/platform/money';

export interface PointPosting {
  readonly merchantId: number;
  readonly kind: PointTransferKind;
  readonly points: number;
  /** What makes this movement this movement; posting it again changes nothing. */
  readonly dedupeKey: string;
  readonly reason: string;
  readonly actor: string;
}

/** Writes the entry of points that were moved in this transaction; false when it was written before. */
export function postPoints(tx: Tx, posting: PointPosting): Promise<boolean> {
  const { points, ...rest } = posting;
  const books = POINT_TRANSFER_BOOKS[posting.kind];
  return insertTransfer(tx, { ...rest, ...books, mode: POINTS_MODE, amount: fen(points), orderId: null });
}
