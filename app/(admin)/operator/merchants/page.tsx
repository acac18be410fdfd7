import { Store } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { CreateMerchantDialog } from '@/components/operator/create-merchant-dialog';
import { MerchantList } from '@/components/operator/merchant-list';
import { orderSearchParams } from '@/components/orders/order-search-params';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { requireOperator } from '@/lib/auth/current-user';
import { countMerchants, listMerchants } from '@/lib/core/merchants';
import { summariseDay } from '@/lib/core/orders';
import { addMerchant } from './actions';

const PAGE_SIZE = 20;

const load = createLoader({ page: orderSearchParams.page });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('merchants'))('title') };
}

interface MerchantsPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function MerchantsPage({ searchParams }: MerchantsPageProps) {
  await requireOperator();
  const [search, t] = await Promise.all([load(searchParams), getTranslations('merchants')]);
  const page = search.page ?? 1;
  const [merchants, total] = await Promise.all([
    listMerchants(PAGE_SIZE, (page - 1) * PAGE_SIZE),
    countMerchants(),
  ]);
  const rows = await Promise.all(
    merchants.map(async (merchant) => {
      const { placedCount } = await summariseDay(merchant.merchantId, 'live', 0);
      return { ...merchant, ordersToday: placedCount };
    }),
  );
  return (
    <>
      <PageHeader title={t('title')} actions={<CreateMerchantDialog action={addMerchant} />} />
      <div className="slip overflow-clip">
        {rows.length === 0 ? (
          <EmptyState icon={Store} title={t('emptyTitle')} hint={t('emptyHint')} />
        ) : (
          <>
            <MerchantList rows={rows} />
            <Pages
              page={page}
              pageSize={PAGE_SIZE}
              total={total}
              hrefOf={(other) => `/operator/merchants?page=${other}`}
            />
          </>
        )}
      </div>
    </>
  );
}
