import type { Tx } from '@/db/transaction';
import { DomainError } from '@/lib/core/errors';
import type { PointPosting } from '@/lib/core/ledger/post-points';
import { takeOnce } from '@/lib/core/ledger/take-once';

export interface PointSpending extends PointPosting {
  readonly kind: 'logon_fee' | 'plan';
}

/**
 * Spends points in the transaction that gives what they are spent on. The same key spends once, however often it is
 * given; nothing is spent for 0 points. Spenders of one merchant stand in line. Throws points.short {needed, have}
 * before anything is written. False when it was spent before.
 */
export async function spendPoints(tx: Tx, spending: PointSpending): Promise<boolean> {
  const { points } = spending;
  if (points === 0) return true;
  const refuse = (have: number) => new DomainError('exhausted', 'points.short', { needed: points, have });
  return takeOnce(tx, spending, refuse);
}
