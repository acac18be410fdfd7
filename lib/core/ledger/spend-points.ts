import type { Tx } from '@/db/transaction';
import { DomainError } from '@/lib/core/errors';
import { lockPoints, selectPosted, takePoints } from '@/lib/core/ledger/points-store';
import { type PointPosting, postPoints } from '@/lib/core/ledger/post-points';

export interface PointSpending extends PointPosting {
  readonly kind: 'logon_fee' | 'plan';
}

/**
 * Spends points in the transaction that gives what they are spent on. The same key spends once, however often it is
 * given; nothing is spent for 0 points. Spenders of one merchant stand in line. Throws points.short {needed, have}
 * before anything is written. False when it was spent before.
 */
export async function spendPoints(tx: Tx, spending: PointSpending): Promise<boolean> {
  const { merchantId, points, dedupeKey } = spending;
  if (points === 0) return true;
  const have = await lockPoints(tx, merchantId);
  if ((await selectPosted(tx, merchantId, dedupeKey)) !== null) return false;
  if (!(await takePoints(tx, merchantId, points))) {
    throw new DomainError('exhausted', 'points.short', { needed: points, have });
  }
  await postPoints(tx, spending);
  return true;
}
