import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { checkMove, type PointMove } from '@/lib/core/ledger/move-points';
import { addPoints, lockPoints, selectPosted, takePoints } from '@/lib/core/ledger/points-store';
import { postPoints } from '@/lib/core/ledger/post-points';

/**
 * The operator takes points back that he should not have sold, such as one zero too many. What is spent is spent: at
 * most what the merchant still has. Throws points.invalid as a top-up does, merchant.unknown, and points.beyond_balance
 * {have}.
 */
export async function takeBackPoints(taking: PointMove): Promise<void> {
  const { requestId, ...move } = checkMove(taking);
  const { merchantId, points, reason, actor } = move;
  await inTransaction(async (tx) => {
    const isKnown = await addPoints(tx, merchantId, 0);
    if (!isKnown) throw new DomainError('not_found', 'merchant.unknown');
    const have = await lockPoints(tx, merchantId);
    const dedupeKey = `points_taken_back:${requestId}`;
    if ((await selectPosted(tx, merchantId, dedupeKey)) !== null) return;
    if (!(await takePoints(tx, merchantId, points)))
      throw new DomainError('exhausted', 'points.beyond_balance', { have });
    await postPoints(tx, { ...move, kind: 'points_taken_back', dedupeKey });
    const subject = `merchant:${merchantId}`;
    const data = { points, reason };
    await recordAudit(tx, { actor, merchantId, action: 'points.taken_back', subject, data });
  });
}
