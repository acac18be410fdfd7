import { SearchX, Store } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, createSerializer, type SearchParams } from 'nuqs/server';
import { CreateMerchantDialog } from '@/components/operator/create-merchant-dialog';
import { MerchantFilters } from '@/components/operator/merchant-filters';
import { MerchantList } from '@/components/operator/merchant-list';
import { merchantSearchParams } from '@/components/operator/merchant-search-params';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { requireOperator } from '@/lib/auth/current-user';
import { listMerchantHealth } from '@/lib/core/overview';
import { addMerchant } from './actions';

const PAGE_SIZE = 20;
const TEXT_MAX = 100;

const load = createLoader(merchantSearchParams);
const serialize = createSerializer(merchantSearchParams);

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
  const { rows, total } = await listMerchantHealth({
    text: search.q?.slice(0, TEXT_MAX),
    sort: search.sort ?? 'newest',
    page,
    pageSize: PAGE_SIZE,
  });
  const path = '/operator/merchants';
  return (
    <>
      <PageHeader title={t('title')} actions={<CreateMerchantDialog action={addMerchant} />} />
      <div className="slip overflow-clip">
        <MerchantFilters />
        {rows.length > 0 ? (
          <>
            <MerchantList rows={rows} />
            <Pages
              page={page}
              pageSize={PAGE_SIZE}
              total={total}
              hrefOf={(other) => serialize(path, { ...search, page: other === 1 ? null : other })}
            />
          </>
        ) : search.q !== null || page > 1 ? (
          <EmptyState
            icon={SearchX}
            title={t('missTitle')}
            hint={t('missHint')}
            action={<LinkButton href={path}>{t('reset')}</LinkButton>}
          />
        ) : (
          <EmptyState icon={Store} title={t('emptyTitle')} hint={t('emptyHint')} />
        )}
      </div>
    </>
  );
}
