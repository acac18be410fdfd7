import { CircleCheck, CirclePause, Tags } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EditPlanDialog } from '@/components/plans/plan-dialogs';
import { PlanTerms } from '@/components/plans/plan-terms';
import { EmptyState } from '@/components/ui/empty-state';
import { Status } from '@/components/ui/status';
import type { Action } from '@/lib/auth/action-result';
import type { Plan } from '@/lib/core/plans';

interface PlanListProps {
  plans: readonly Plan[];
  change: Action<null>;
}

/** What the operator sells, and how many have it. */
export function PlanList({ plans, change }: PlanListProps) {
  const t = useTranslations('plans');
  if (plans.length === 0) {
    return <EmptyState icon={Tags} title={t('plansEmpty')} hint={t('plansEmptyHint')} />;
  }
  return (
    <ul
      aria-label={t('plansTable')}
      className="grid gap-4 p-4 sm:grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] sm:p-6"
    >
      {plans.map((plan) => (
        <li key={plan.id} className="flex min-w-0 flex-col gap-4 rounded-md border border-line p-4">
          <div className="space-y-1">
            <div className="flex flex-wrap items-start justify-between gap-2">
              <h2 className="min-w-0 text-base break-words">{plan.name}</h2>
              <Status
                tone={plan.isOffered ? 'accent' : 'calm'}
                icon={plan.isOffered ? CircleCheck : CirclePause}
              >
                {t(plan.isOffered ? 'offered' : 'notOffered')}
              </Status>
            </div>
            <p className="figures">{t('perPeriod', { points: plan.pricePoints, days: plan.days })}</p>
          </div>
          <PlanTerms plan={plan} />
          <div className="mt-auto flex flex-wrap items-center justify-between gap-2">
            <p className="text-xs text-muted">{t('affected', { count: plan.merchantCount })}</p>
            <EditPlanDialog plan={plan} action={change} />
          </div>
        </li>
      ))}
    </ul>
  );
}
