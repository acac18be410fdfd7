import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { orderSearchParams } from '@/components/orders/order-search-params';
import { CurrentPlan } from '@/components/plans/current-plan';
import { Offers } from '@/components/plans/offers';
import { PointsBalance } from '@/components/plans/points-balance';
import { PointsLedger } from '@/components/plans/points-ledger';
import { PageHeader } from '@/components/ui/page-header';
import { requireMerchant } from '@/lib/auth/current-user';
import { listPoints, pointsOf } from '@/lib/core/ledger';
import { listPlans, planOf, quotaStanding } from '@/lib/core/plans';
import { buy } from './actions';

const LEDGER_PAGE = 20;

const load = createLoader({ page: orderSearchParams.page });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('plans'))('title') };
}

interface PlanPageProps {
  searchParams: Promise<SearchParams>;
}

/** Plans and points are about live business: the mode changes nothing here. */
export default async function PlanPage({ searchParams }: PlanPageProps) {
  const [{ merchantId }, search, t] = await Promise.all([
    requireMerchant(),
    load(searchParams),
    getTranslations('plans'),
  ]);
  const page = search.page ?? 1;
  const [plan, standing, plans, points, ledger] = await Promise.all([
    planOf(merchantId),
    quotaStanding(merchantId),
    listPlans(),
    pointsOf(merchantId),
    listPoints({ merchantId, page, pageSize: LEDGER_PAGE }),
  ]);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="grid items-start gap-4 xl:grid-cols-[26rem_minmax(0,1fr)]">
        <div className="space-y-4">
          <CurrentPlan plan={plan} standing={standing} />
          <PointsBalance points={points} />
        </div>
        <div className="space-y-4">
          <Offers
            plans={plans.filter(({ isOffered }) => isOffered)}
            current={plan}
            points={points}
            requestId={randomUUID()}
            buy={buy}
          />
          <PointsLedger
            ledger={ledger}
            page={page}
            pageSize={LEDGER_PAGE}
            hrefOf={(other) => `/plan?page=${other}`}
          />
        </div>
      </div>
    </>
  );
}
