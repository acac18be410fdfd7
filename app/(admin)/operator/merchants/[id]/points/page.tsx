import { randomUUID } from 'node:crypto';
import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { orderSearchParams } from '@/components/orders/order-search-params';
import { AgentSwitch } from '@/components/plans/agent-switch';
import { AssignDialog } from '@/components/plans/assign-dialog';
import { CurrentPlan } from '@/components/plans/current-plan';
import { MovePointsDialog } from '@/components/plans/move-points-dialog';
import { PointsBalance } from '@/components/plans/points-balance';
import { PointsLedger } from '@/components/plans/points-ledger';
import { PageHeader } from '@/components/ui/page-header';
import { PageLink } from '@/components/ui/page-link';
import { requireOperator } from '@/lib/auth/current-user';
import { listPoints, pointsOf } from '@/lib/core/ledger';
import { findCredential } from '@/lib/core/merchants';
import { listPlans, planOf, quotaStanding } from '@/lib/core/plans';
import { addPoints, givePlan, takePoints, turnAgent } from './actions';

const LEDGER_PAGE = 20;

const load = createLoader({ page: orderSearchParams.page });

interface MerchantPointsPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('plans'))('title') };
}

export default async function MerchantPointsPage({ params, searchParams }: MerchantPointsPageProps) {
  await requireOperator();
  const [{ id }, search, t] = await Promise.all([params, load(searchParams), getTranslations('plans')]);
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  const merchantId = Number(id);
  const merchant = await findCredential(merchantId, 'live');
  if (merchant === null) notFound();
  const page = search.page ?? 1;
  const [plan, standing, plans, points, ledger] = await Promise.all([
    planOf(merchantId),
    quotaStanding(merchantId),
    listPlans(),
    pointsOf(merchantId),
    listPoints({ merchantId, page, pageSize: LEDGER_PAGE }),
  ]);
  const { merchantName, isCloudOpen } = merchant;
  const move = { merchantId, merchantName, points };
  return (
    <>
      <PageLink href="/operator/plans" className="mb-2 inline-flex min-h-6 items-center gap-1 text-accent">
        <ArrowLeft size={16} aria-hidden="true" />
        {t('back')}
      </PageLink>
      <PageHeader
        title={t('titleOf', { merchant: merchantName })}
        actions={
          <>
            <AssignDialog
              merchantId={merchantId}
              merchantName={merchantName}
              plans={plans}
              current={plan}
              action={givePlan}
            />
            <MovePointsDialog way="topUp" {...move} requestId={randomUUID()} action={addPoints} />
          </>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[26rem_minmax(0,1fr)]">
        <div className="space-y-4">
          <CurrentPlan plan={plan} standing={standing} isForOperator />
          <section aria-label={t('agent')} className="slip p-4 sm:p-6">
            <AgentSwitch merchantId={merchantId} isAgent={isCloudOpen} action={turnAgent} />
          </section>
        </div>
        <div className="space-y-4">
          <PointsBalance
            points={points}
            actions={
              <MovePointsDialog way="takeBack" {...move} requestId={randomUUID()} action={takePoints} />
            }
          />
          <PointsLedger
            ledger={ledger}
            page={page}
            pageSize={LEDGER_PAGE}
            hrefOf={(other) => `/operator/merchants/${merchantId}/points?page=${other}`}
          />
        </div>
      </div>
    </>
  );
}
