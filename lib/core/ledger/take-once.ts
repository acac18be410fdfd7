import type { Tx } from '@/db/transaction';
import type { DomainError } from '@/lib/core/errors';
import { lockPoints, selectPosted, takePoints } from '@/lib/core/ledger/points-store';
import { type PointPosting, postPoints } from '@/lib/core/ledger/post-points';

/**
 * Takes points and writes their entry, once per key; who takes from one merchant stands in line. False when they were
 * taken before. Throws what `refuse` makes of the points that are there when they do not suffice, before anything is
 * written.
 */
export async function takeOnce(
  tx: Tx,
  posting: PointPosting,
  refuse: (have: number) => DomainError,
): Promise<boolean> {
  const { merchantId, points, dedupeKey } = posting;
  const have = await lockPoints(tx, merchantId);
  if ((await selectPosted(tx, merchantId, dedupeKey)) !== null) return false;
  if (!(await takePoints(tx, merchantId, points))) throw refuse(have);
  await postPoints(tx, posting);
  return true;
}
