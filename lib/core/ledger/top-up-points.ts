import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { addPoints } from '@/lib/core/ledger/points-store';
import { postPoints } from '@/lib/core/ledger/post-points';
import { newKey } from '@/lib/platform/ids';

/** At most ¥1,000,000 at once: one zero too many is refused, not sold. */
const POINTS_MAX = 100_000_000;
const REASON_MAX = 200;

export interface TopUp {
  readonly merchantId: number;
  readonly points: number;
  /** Shown to the merchant. */
  readonly reason: string;
  readonly actor: string;
  /** The same top-up, sent twice, is made once. */
  readonly requestId?: string;
}

/**
 * The operator sells a merchant points; 100 points are ¥1, paid outside. Throws points.invalid for less than one or
 * more than 100,000,000 points or without a reason, and merchant.unknown.
 */
export async function topUpPoints(topUp: TopUp): Promise<void> {
  const { merchantId, points, actor, requestId = newKey() } = topUp;
  const reason = topUp.reason.trim();
  const isAmount = Number.isInteger(points) && points >= 1 && points <= POINTS_MAX;
  if (!isAmount || reason === '' || reason.length > REASON_MAX)
    throw new DomainError('invalid', 'points.invalid');
  await inTransaction(async (tx) => {
    const dedupeKey = `points_top_up:${requestId}`;
    const isKnown = await addPoints(tx, merchantId, 0);
    if (!isKnown) throw new DomainError('not_found', 'merchant.unknown');
    const isNew = await postPoints(tx, {
      merchantId,
      kind: 'points_top_up',
      points,
      dedupeKey,
      reason,
      actor,
    });
    if (!isNew) return;
    await addPoints(tx, merchantId, points);
    const subject = `merchant:${merchantId}`;
    const data = { points, reason };
    await recordAudit(tx, { actor, merchantId, action: 'points.topped_up', subject, data });
  });
}
