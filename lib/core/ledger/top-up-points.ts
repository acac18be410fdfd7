import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { checkPointMove, type PointMove } from '@/lib/core/ledger/check-point-move';
import { addPoints } from '@/lib/core/ledger/points-store';
import { postPoints } from '@/lib/core/ledger/post-points';

/**
 * The operator sells a merchant points; 100 points are ¥1, paid outside. Throws points.invalid for less than one or
 * more than 100,000,000 points or without a reason, and merchant.unknown.
 */
export async function topUpPoints(topUp: PointMove): Promise<void> {
  const { requestId, ...move } = checkPointMove(topUp);
  const { merchantId, points, reason, actor } = move;
  await inTransaction(async (tx) => {
    const isKnown = await addPoints(tx, merchantId, 0);
    if (!isKnown) throw new DomainError('not_found', 'merchant.unknown');
    const dedupeKey = `points_top_up:${requestId}`;
    const isNew = await postPoints(tx, { ...move, kind: 'points_top_up', dedupeKey });
    if (!isNew) return;
    await addPoints(tx, merchantId, points);
    const subject = `merchant:${merchantId}`;
    const data = { points, reason };
    await recordAudit(tx, { actor, merchantId, action: 'points.topped_up', subject, data });
  });
}
