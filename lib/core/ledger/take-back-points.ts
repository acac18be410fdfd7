import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { checkPointMove, type PointMove } from '@/lib/core/ledger/check-point-move';
import { addPoints } from '@/lib/core/ledger/points-store';
import { takeOnce } from '@/lib/core/ledger/take-once';

const refuse = (have: number) => new DomainError('exhausted', 'points.beyond_balance', { have });

/**
 * The operator takes points back that he should not have sold, such as one zero too many. What is spent is spent: at
 * most what the merchant still has. Throws points.invalid as a top-up does, merchant.unknown, and points.beyond_balance
 * {have}.
 */
export async function takeBackPoints(taking: PointMove): Promise<void> {
  const { requestId, ...move } = checkPointMove(taking);
  const { merchantId, points, reason, actor } = move;
  await inTransaction(async (tx) => {
    const isKnown = await addPoints(tx, merchantId, 0);
    if (!isKnown) throw new DomainError('not_found', 'merchant.unknown');
    const dedupeKey = `points_taken_back:${requestId}`;
    const isNew = await takeOnce(tx, { ...move, kind: 'points_taken_back', dedupeKey }, refuse);
    if (!isNew) return;
    const subject = `merchant:${merchantId}`;
    const data = { points, reason };
    await recordAudit(tx, { actor, merchantId, action: 'points.taken_back', subject, data });
  });
}
