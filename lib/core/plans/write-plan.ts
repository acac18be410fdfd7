import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { type PlanTerms, readTerms } from '@/lib/core/plans/plan-shape';
import { insertPlan, updatePlan } from '@/lib/core/plans/store';

function auditData(terms: PlanTerms) {
  const { features, sumPerDay, ...rest } = terms;
  return { ...rest, sumPerDayFen: sumPerDay, features: features.join(',') };
}

/** The operator makes a plan. Throws plan.invalid {field}. */
export async function createPlan(request: { terms: PlanTerms; actor: string }): Promise<{ planId: number }> {
  const terms = readTerms(request.terms);
  return inTransaction(async (tx) => {
    const planId = await insertPlan(tx, terms);
    const subject = `plan:${planId}`;
    await recordAudit(tx, {
      actor: request.actor,
      merchantId: null,
      action: 'plan.created',
      subject,
      data: auditData(terms),
    });
    return { planId };
  });
}

/**
 * The operator changes a plan, or stops offering it. Who has it keeps what he bought, and gets the change when he
 * renews. Throws plan.unknown or plan.invalid {field}.
 */
export async function changePlan(request: {
  planId: number;
  terms: PlanTerms;
  actor: string;
}): Promise<void> {
  const { planId, actor } = request;
  const terms = readTerms(request.terms);
  return inTransaction(async (tx) => {
    const isKnown = await updatePlan(tx, planId, terms);
    if (!isKnown) throw new DomainError('not_found', 'plan.unknown');
    const subject = `plan:${planId}`;
    await recordAudit(tx, {
      actor,
      merchantId: null,
      action: 'plan.changed',
      subject,
      data: auditData(terms),
    });
  });
}
