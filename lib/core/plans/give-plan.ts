import type { Tx } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { announceMerchant } from '@/lib/core/merchants';
import { putPlan } from '@/lib/core/plans/store';

export interface Gift {
  readonly merchantId: number;
  readonly planId: number;
  readonly planName: string;
  readonly until: Date | null;
  readonly actor: string;
  readonly action: 'plan.assigned' | 'plan.bought';
  readonly points: number;
}

/** Gives a merchant a plan in the caller's transaction and tells every process. Throws plan.unknown or plan.invalid. */
export async function givePlan(tx: Tx, gift: Gift): Promise<Date> {
  const { merchantId, planName: name, points, actor, action } = gift;
  const put = await putPlan(tx, gift);
  if (put === null) throw new DomainError('not_found', 'plan.unknown');
  if (put.isTooLong) throw new DomainError('invalid', 'plan.invalid', { field: 'days' });
  const { expiresAt } = put;
  await announceMerchant(tx, merchantId);
  await recordAudit(tx, {
    actor,
    merchantId,
    action,
    subject: `plan:${gift.planId}`,
    data: { name, points, expiresAt: expiresAt.toISOString() },
  });
  return expiresAt;
}
