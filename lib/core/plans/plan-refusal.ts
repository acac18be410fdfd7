import { DomainError, type DomainErrorKind } from '@/lib/core/errors';
import { planRefusalIn, selectStanding } from '@/lib/core/plans/store';

const KINDS = {
  'plan.expired': 'forbidden',
  'plan.quota_spent': 'exhausted',
  'plan.accounts_spent': 'exhausted',
} as const satisfies Record<string, DomainErrorKind>;

/**
 * Runs `work`, which writes live orders or accounts, and says what the merchant's plan refused of it. The database keeps
 * the limits while it inserts, so that no two writers have the last place. What counts on a day (Asia/Shanghai) are
 * the live orders placed on it that are paid or can still be paid: whoever floods a merchant with orders that nobody
 * pays takes his places only until they end. A repeated reference finds its order, counts once and is never refused.
 * Throws plan.expired, plan.quota_spent, or plan.accounts_spent {max}.
 */
export async function withinPlan<T>(merchantId: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refusal = planRefusalIn(error);
    if (refusal === null) throw error;
    const max = refusal === 'plan.accounts_spent' ? (await selectStanding(merchantId)).accountsMax : null;
    throw new DomainError(KINDS[refusal], refusal, max === null ? {} : { max });
  }
}
