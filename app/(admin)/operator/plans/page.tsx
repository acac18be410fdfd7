import { Store } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { orderSearchParams } from '@/components/orders/order-search-params';
import { MerchantPlanList } from '@/components/plans/merchant-plan-list';
import { AddPlanDialog } from '@/components/plans/plan-dialogs';
import { PlanList } from '@/components/plans/plan-list';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { requireOperator } from '@/lib/auth/current-user';
import { pointsOfMany } from '@/lib/core/ledger';
import { countMerchants, listMerchants } from '@/lib/core/merchants';
import { listPlans, plansOfMany } from '@/lib/core/plans';
import { addPlan, editPlan } from './actions';

const PAGE_SIZE = 20;

const load = createLoader({ page: orderSearchParams.page });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('plans'))('operatorTitle') };
}

interface OperatorPlansPageProps {
  searchParams: Promise<SearchParams>;
}

async function readMerchants(page: number) {
  const [merchants, total] = await Promise.all([
    listMerchants(PAGE_SIZE, (page - 1) * PAGE_SIZE),
    countMerchants(),
  ]);
  const ids = merchants.map(({ merchantId }) => merchantId);
  const [plans, points] = await Promise.all([plansOfMany(ids), pointsOfMany(ids)]);
  const rows = merchants.map(({ merchantId, name, pid }) => ({
    merchantId,
    name,
    pid,
    plan: plans.get(merchantId) ?? null,
    points: points.get(merchantId) ?? 0,
  }));
  return { rows, total };
}

export default async function OperatorPlansPage({ searchParams }: OperatorPlansPageProps) {
  await requireOperator();
  const [search, t] = await Promise.all([load(searchParams), getTranslations('plans')]);
  const page = search.page ?? 1;
  const [plans, merchants] = await Promise.all([listPlans(), readMerchants(page)]);
  return (
    <>
      <PageHeader
        title={t('operatorTitle')}
        description={t('operatorText')}
        actions={<AddPlanDialog action={addPlan} />}
      />
      <div className="space-y-4">
        <div className="slip overflow-clip">
          <PlanList plans={plans} change={editPlan} />
        </div>
        <section className="slip overflow-clip">
          <h2 className="px-4 pt-4 pb-2 text-base sm:px-6">{t('merchants')}</h2>
          {merchants.rows.length === 0 ? (
            <EmptyState icon={Store} title={t('merchantsEmpty')} />
          ) : (
            <>
              <MerchantPlanList rows={merchants.rows} />
              <Pages
                page={page}
                pageSize={PAGE_SIZE}
                total={merchants.total}
                hrefOf={(other) => `/operator/plans?page=${other}`}
              />
            </>
          )}
        </section>
      </div>
    </>
  );
}
