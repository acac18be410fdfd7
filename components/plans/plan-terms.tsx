import { Check, Minus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Facts } from '@/components/ui/facts';
import { formatMoney } from '@/components/ui/format';
import type { PlanLimits } from '@/lib/core/plans';
import { PLAN_FEATURES } from '@/lib/core/vocabulary';

/** Every feature, and whether the plan has it: in sign and word. */
export function PlanFeatures({ features }: Pick<PlanLimits, 'features'>) {
  const t = useTranslations('plans');
  return (
    <ul aria-label={t('features')} className="grid gap-1">
      {PLAN_FEATURES.map((feature) => {
        const has = features.includes(feature);
        const Icon = has ? Check : Minus;
        const word = t(`feature.${feature}`);
        return (
          <li key={feature} className={`flex items-center gap-2 ${has ? '' : 'text-muted'}`}>
            <Icon size={16} aria-hidden="true" className={`shrink-0 ${has ? 'text-accent' : ''}`} />
            <span aria-hidden="true">{word}</span>
            <span className="sr-only">{t(has ? 'included' : 'excluded', { feature: word })}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** What a plan lets its merchant do. */
export function PlanTerms({ plan }: { plan: PlanLimits }) {
  const t = useTranslations('plans');
  const count = (limit: number | null) => (
    <span className="figures">{limit === null ? t('unlimited') : limit}</span>
  );
  return (
    <div className="space-y-3">
      <Facts
        facts={[
          { label: t('ordersPerDay'), value: count(plan.ordersPerDay) },
          {
            label: t('sumPerDay'),
            value: (
              <span className="figures">
                {plan.sumPerDay === null ? t('unlimited') : formatMoney(plan.sumPerDay)}
              </span>
            ),
          },
          { label: t('accountsMax'), value: count(plan.accountsMax) },
        ]}
      />
      <PlanFeatures features={plan.features} />
    </div>
  );
}
