import type { Tx } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { addPoints, lockPoints, selectPosted } from '@/lib/core/ledger/points-store';
import { postPoints } from '@/lib/core/ledger/post-points';

/**
 * Gives back the log-on fee that was spent under `feeKey`, whole and once, and answers its points. Throws
 * points.invalid when no fee was spent under that key.
 */
export async function refundFee(
  tx: Tx,
  refund: { merchantId: number; feeKey: string; reason: string; actor: string },
): Promise<number> {
  const { merchantId, feeKey, reason, actor } = refund;
  await lockPoints(tx, merchantId);
  const fee = await selectPosted(tx, merchantId, feeKey);
  if (fee?.kind !== 'logon_fee') throw new DomainError('not_found', 'points.invalid');
  const { points } = fee;
  const dedupeKey = `fee_refund:${feeKey}`;
  const isNew = await postPoints(tx, { merchantId, kind: 'fee_refund', points, dedupeKey, reason, actor });
  if (!isNew) return points;
  await addPoints(tx, merchantId, points);
  const subject = `merchant:${merchantId}`;
  const data = { points, reason, feeKey };
  await recordAudit(tx, { actor, merchantId, action: 'points.fee_refunded', subject, data });
  return points;
}
