import { inTransaction } from '@/db/transaction';
import { DomainError } from '@/lib/core/errors';
import { spendPoints } from '@/lib/core/ledger';
import { forgetCredentials, holdMerchant } from '@/lib/core/merchants';
import { givePlan } from '@/lib/core/plans/give-plan';
import { lockPlan, selectPlanOf } from '@/lib/core/plans/store';

export interface PlanPurchase {
  readonly merchantId: number;
  readonly planId: number;
  /** The price that the buyer saw. */
  readonly pricePoints: number;
  readonly actor: string;
  /** The same purchase, sent twice, is made once. */
  readonly requestId: string;
}

/**
 * The merchant buys a plan with his points: price and plan in one transaction. The plan that he has goes on where it
 * ends, at the terms of today; another one takes its place at once, and what was left of the old one is lost.
 * Throws merchant.unknown, plan.unknown when the plan is not offered at that price, plan.invalid when it would last
 * longer than ten years, or points.short {needed, have}.
 */
export async function buyPlan(purchase: PlanPurchase): Promise<{ expiresAt: Date }> {
  const { merchantId, planId, pricePoints: points, actor, requestId } = purchase;
  const bought = await inTransaction(async (tx) => {
    await holdMerchant(tx, merchantId);
    const plan = await lockPlan(tx, planId);
    if (plan === null || !plan.isOffered || plan.pricePoints !== points) {
      throw new DomainError('conflict', 'plan.unknown');
    }
    const dedupeKey = `plan:${requestId}`;
    const isNew = await spendPoints(tx, {
      merchantId,
      points,
      kind: 'plan',
      dedupeKey,
      reason: plan.name,
      actor,
    });
    if (!isNew) return null;
    return givePlan(tx, {
      merchantId,
      planId,
      planName: plan.name,
      until: null,
      actor,
      action: 'plan.bought',
      points,
    });
  });
  await forgetCredentials(merchantId);
  const expiresAt = bought ?? (await selectPlanOf(merchantId))?.expiresAt;
  if (expiresAt === undefined) throw new DomainError('conflict', 'plan.unknown');
  return { expiresAt };
}
