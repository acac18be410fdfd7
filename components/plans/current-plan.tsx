import { useTranslations } from 'next-intl';
import { QuotaMeter } from '@/components/plans/meter';
import { PlanEnd } from '@/components/plans/plan-end';
import { PlanFeatures } from '@/components/plans/plan-terms';
import { PlanWarning } from '@/components/plans/plan-warning';
import { formatMoney, formatTime } from '@/components/ui/format';
import { Slip } from '@/components/ui/slip';
import type { PlanView, QuotaStanding } from '@/lib/core/plans';

interface CurrentPlanProps {
  plan: PlanView | null;
  standing: QuotaStanding;
  /** Whether the operator reads it, not the merchant. */
  isForOperator?: boolean;
}

function Meters({ standing }: { standing: QuotaStanding }) {
  const t = useTranslations('plans');
  const { ordersToday, ordersPerDay, sumToday, sumPerDay, accounts, accountsMax } = standing;
  const count = (max: number | null) => (max === null ? t('unlimited') : String(max));
  return (
    <div className="grid gap-4">
      <QuotaMeter
        label={t('orders')}
        used={ordersToday}
        max={ordersPerDay}
        text={t('of', { used: String(ordersToday), max: count(ordersPerDay) })}
      />
      <QuotaMeter
        label={t('sum')}
        used={sumToday}
        max={sumPerDay}
        text={t('of', {
          used: formatMoney(sumToday),
          max: sumPerDay === null ? t('unlimited') : formatMoney(sumPerDay),
        })}
      />
      <QuotaMeter
        label={t('accounts')}
        used={accounts}
        max={accountsMax}
        text={t('of', { used: String(accounts), max: count(accountsMax) })}
      />
      <p className="text-xs text-muted">{t('countsText')}</p>
    </div>
  );
}

/** The plan that a merchant has, and how much of it is used today. */
export function CurrentPlan({ plan, standing, isForOperator = false }: CurrentPlanProps) {
  const t = useTranslations('plans');
  if (plan === null) {
    return (
      <Slip title={t('current')}>
        <p className="text-lg">{t('none')}</p>
        <p className="text-muted">{t(isForOperator ? 'noneTextOperator' : 'noneText')}</p>
      </Slip>
    );
  }
  return (
    <Slip title={t('current')} actions={<PlanEnd plan={plan} />}>
      <div className="space-y-4">
        <p>
          <span className="block text-xl font-medium break-words">{plan.name}</span>
          <span className="figures block text-xs text-muted">
            {t('endsAt', { at: formatTime(plan.expiresAt) })}
          </span>
        </p>
        {isForOperator ? null : <PlanWarning plan={plan} standing={standing} />}
        <Meters standing={standing} />
        <PlanFeatures features={plan.features} />
      </div>
    </Slip>
  );
}
