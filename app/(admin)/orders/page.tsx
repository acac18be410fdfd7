import { Receipt, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, createSerializer, type SearchParams } from 'nuqs/server';
import { OrderFilters } from '@/components/orders/order-filters';
import { OrderList } from '@/components/orders/order-list';
import { toOrderRow } from '@/components/orders/order-row';
import { orderSearchParams } from '@/components/orders/order-search-params';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { callbackStandings } from '@/lib/core/callbacks';
import { searchOrders } from '@/lib/core/orders';
import { daysBetween } from '../days-between';

const PAGE_SIZE = 20;
const TEXT_MAX = 100;

const load = createLoader(orderSearchParams);
const serialize = createSerializer(orderSearchParams);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('title') };
}

interface OrdersPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function OrdersPage({ searchParams }: OrdersPageProps) {
  const [{ merchantId }, mode, search, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    load(searchParams),
    getTranslations('orders'),
  ]);
  const page = search.page ?? 1;
  const { rows, total } = await searchOrders({
    merchantId,
    mode,
    text: search.q?.slice(0, TEXT_MAX),
    status: search.status ?? undefined,
    type: search.type ?? undefined,
    ...daysBetween(search.from, search.to),
    page,
    pageSize: PAGE_SIZE,
  });
  const standings = await callbackStandings(
    merchantId,
    rows.map(({ id }) => id),
  );
  const { page: _, ...filters } = search;
  const isFiltered = Object.values(filters).some((value) => value !== null);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="slip overflow-clip">
        <OrderFilters />
        {rows.length > 0 ? (
          <OrderList rows={rows.map((order) => toOrderRow(order, standings.get(order.id)))} />
        ) : isFiltered || page > 1 ? (
          <EmptyState
            icon={SearchX}
            title={t('missTitle')}
            hint={t('missHint')}
            action={<LinkButton href="/orders">{t('reset')}</LinkButton>}
          />
        ) : (
          <EmptyState
            icon={Receipt}
            title={t('emptyTitle')}
            hint={t(mode === 'test' ? 'emptyTestHint' : 'emptyHint')}
            action={<LinkButton href="/settings/keys">{t('emptyAction')}</LinkButton>}
          />
        )}
        {rows.length > 0 ? (
          <Pages
            page={page}
            pageSize={PAGE_SIZE}
            total={total}
            hrefOf={(other) => serialize('/orders', { ...search, page: other === 1 ? null : other })}
          />
        ) : null}
      </div>
    </>
  );
}
