import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { formatPoints } from '@/components/plans/format-points';
import { PlanEnd } from '@/components/plans/plan-end';
import { PageLink } from '@/components/ui/page-link';
import type { MerchantSummary } from '@/lib/core/merchants';
import type { PlanView } from '@/lib/core/plans';

export interface MerchantPlanRow extends Pick<MerchantSummary, 'merchantId' | 'name' | 'pid'> {
  readonly plan: PlanView | null;
  readonly points: number;
}

/** What each merchant has; each leads to the page where it is given. */
export function MerchantPlanList({ rows }: { rows: readonly MerchantPlanRow[] }) {
  const t = useTranslations('plans');
  return (
    <ul aria-label={t('merchants')} className="divide-y divide-line">
      {rows.map(({ merchantId, name, pid, plan, points }) => (
        <li key={merchantId}>
          <PageLink
            href={`/operator/merchants/${merchantId}/points`}
            className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 hover:bg-default sm:px-6"
          >
            <span className="min-w-0 flex-1 basis-40">
              <span className="block truncate">{name}</span>
              <span className="figures block text-xs text-muted">PID {pid}</span>
            </span>
            <span className="flex flex-1 basis-40 flex-wrap items-center gap-2">
              {plan === null ? (
                <span className="text-muted">{t('none')}</span>
              ) : (
                <>
                  <span className="break-words">{plan.name}</span>
                  <PlanEnd plan={plan} />
                </>
              )}
            </span>
            <span className="ms-auto text-end">
              <span className="block text-xs text-muted">{t('balance')}</span>
              <span className="figures block">{formatPoints(points)}</span>
            </span>
            <ChevronRight size={16} aria-hidden="true" className="shrink-0 text-muted" />
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
