import { DomainError } from '@/lib/core/errors';
import type { Credential } from '@/lib/core/merchants';
import { selectPlanOf } from '@/lib/core/plans/store';
import type { PlanFeature } from '@/lib/core/vocabulary';

/**
 * Throws plan.feature_missing when the merchant has a plan without the feature, and plan.expired when a session is to
 * be logged on under a plan that has ended. An ended plan keeps its other features: it sells nothing new, but what
 * there is can be looked up, given back and delivered.
 */
export async function refuseWithoutFeature(merchantId: number, feature: PlanFeature): Promise<void> {
  const plan = await selectPlanOf(merchantId);
  if (plan === null) return;
  if (!plan.features.includes(feature))
    throw new DomainError('forbidden', 'plan.feature_missing', { feature });
  if (feature === 'cloud_sessions' && plan.isExpired) throw new DomainError('forbidden', 'plan.expired');
}

/** The same for the merchant behind a key, without asking the database. Throws plan.feature_missing. */
export function refuseUnplanned({ features }: Credential, feature: PlanFeature): void {
  if (features !== null && !features.includes(feature)) {
    throw new DomainError('forbidden', 'plan.feature_missing', { feature });
  }
}
