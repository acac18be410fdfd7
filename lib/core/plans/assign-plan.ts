import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { announceMerchant, forgetCredentials, holdMerchant } from '@/lib/core/merchants';
import { givePlan } from '@/lib/core/plans/give-plan';
import { deletePlanOf, lockPlan } from '@/lib/core/plans/store';

/**
 * The operator gives a merchant a plan, offered or not, without points: for its days, or until a moment of his choice,
 * which may have passed. The plan that the merchant has is renewed. Answers when it ends.
 * Throws merchant.unknown, plan.unknown, or plan.invalid when it would last longer than ten years.
 */
export async function assignPlan(request: {
  merchantId: number;
  planId: number;
  until?: Date | undefined;
  actor: string;
}): Promise<{ expiresAt: Date }> {
  const { merchantId, planId, until = null, actor } = request;
  const expiresAt = await inTransaction(async (tx) => {
    await holdMerchant(tx, merchantId);
    const plan = await lockPlan(tx, planId);
    if (plan === null) throw new DomainError('not_found', 'plan.unknown');
    return givePlan(tx, {
      merchantId,
      planId,
      planName: plan.name,
      until,
      actor,
      action: 'plan.assigned',
      points: 0,
    });
  });
  await forgetCredentials(merchantId);
  return { expiresAt };
}

/** The operator takes the plan off: the merchant is not limited any more. Throws merchant.unknown. */
export async function removePlan(request: { merchantId: number; actor: string }): Promise<void> {
  const { merchantId, actor } = request;
  await inTransaction(async (tx) => {
    await holdMerchant(tx, merchantId);
    if (!(await deletePlanOf(tx, merchantId))) return;
    await announceMerchant(tx, merchantId);
    await recordAudit(tx, { actor, merchantId, action: 'plan.removed', subject: `merchant:${merchantId}` });
  });
  await forgetCredentials(merchantId);
}
