import { Store } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { orderSearchParams } from '@/components/orders/order-search-params';
import { BalanceList } from '@/components/settlements/balance-list';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { requireOperator } from '@/lib/auth/current-user';
import { balancesOf } from '@/lib/core/ledger';
import { countMerchants, listMerchants } from '@/lib/core/merchants';

const PAGE_SIZE = 20;

const load = createLoader({ page: orderSearchParams.page });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settlements'))('title') };
}

interface OperatorSettlementsPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function OperatorSettlementsPage({ searchParams }: OperatorSettlementsPageProps) {
  await requireOperator();
  const [search, t] = await Promise.all([load(searchParams), getTranslations('settlements')]);
  const page = search.page ?? 1;
  const [merchants, total] = await Promise.all([
    listMerchants(PAGE_SIZE, (page - 1) * PAGE_SIZE),
    countMerchants(),
  ]);
  const balances = await balancesOf(
    merchants.map(({ merchantId }) => merchantId),
    'live',
  );
  const rows = merchants.map(({ merchantId, name, pid }) => ({
    merchantId,
    name,
    pid,
    balance: balances.get(merchantId) ?? 0,
  }));
  return (
    <>
      <PageHeader title={t('title')} description={t('operatorText')} />
      <div className="slip overflow-clip">
        {rows.length === 0 ? (
          <EmptyState icon={Store} title={t('merchantsEmpty')} />
        ) : (
          <>
            <BalanceList rows={rows} />
            <Pages
              page={page}
              pageSize={PAGE_SIZE}
              total={total}
              hrefOf={(other) => `/operator/settlements?page=${other}`}
            />
          </>
        )}
      </div>
    </>
  );
}
