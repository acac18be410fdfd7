import { Tags } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { BuyDialog } from '@/components/plans/buy-dialog';
import { PlanTerms } from '@/components/plans/plan-terms';
import { EmptyState } from '@/components/ui/empty-state';
import { Status } from '@/components/ui/status';
import type { Action } from '@/lib/auth/action-result';
import type { Plan, PlanView } from '@/lib/core/plans';

interface OffersProps {
  plans: readonly Plan[];
  current: PlanView | null;
  points: number;
  /** Names the next purchase, so that one sent twice is made once. */
  requestId: string;
  buy: Action<null>;
}

/** What can be bought, side by side. */
export function Offers({ plans, ...rest }: OffersProps) {
  const t = useTranslations('plans');
  return (
    <section className="slip overflow-clip">
      <h2 className="px-4 pt-4 text-base sm:px-6">{t('offers')}</h2>
      {plans.length === 0 ? (
        <EmptyState icon={Tags} title={t('offersEmpty')} />
      ) : (
        <ul className="grid gap-4 p-4 sm:grid-cols-[repeat(auto-fill,minmax(16rem,1fr))] sm:px-6">
          {plans.map((plan) => (
            <Offer key={plan.id} plan={plan} {...rest} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Offer({ plan, current, points, requestId, buy }: Omit<OffersProps, 'plans'> & { plan: Plan }) {
  const t = useTranslations('plans');
  const missing = plan.pricePoints - points;
  return (
    <li className="flex min-w-0 flex-col gap-4 rounded-md border border-line p-4">
      <div className="space-y-1">
        <div className="flex flex-wrap items-start justify-between gap-2">
          <h3 className="min-w-0 text-base break-words">{plan.name}</h3>
          {current?.planId === plan.id ? (
            <Status tone="accent" icon={Tags}>
              {t('yours')}
            </Status>
          ) : null}
        </div>
        <p className="figures">{t('perPeriod', { points: plan.pricePoints, days: plan.days })}</p>
      </div>
      <PlanTerms plan={plan} />
      <div className="mt-auto space-y-2">
        {missing > 0 ? (
          <p>
            <span className="block text-attention">{t('short', { missing })}</span>
            <span className="block text-xs text-muted">{t('shortHint')}</span>
          </p>
        ) : (
          <BuyDialog plan={plan} current={current} requestId={requestId} action={buy} />
        )}
      </div>
    </li>
  );
}
