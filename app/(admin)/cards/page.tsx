import { PackageOpen, SearchX, Tickets } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { createLoader, createSerializer, type SearchParams } from 'nuqs/server';
import { CardFilters } from '@/components/catalogue/card-filters';
import { CardImport } from '@/components/catalogue/card-import';
import { CardList } from '@/components/catalogue/card-list';
import { toCardRow } from '@/components/catalogue/card-row';
import { cardSearchParams } from '@/components/catalogue/card-search-params';
import { StockCounters } from '@/components/catalogue/stock';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { listCards, listProducts } from '@/lib/core/catalogue';
import { addCards, dropCards, showCard } from './actions';
import { CARDS_PER_PAGE } from './page-size';

const load = createLoader(cardSearchParams);
const serialize = createSerializer(cardSearchParams);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cards'))('title') };
}

async function NoProduct() {
  const t = await getTranslations('cards');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="slip">
        <EmptyState
          icon={PackageOpen}
          title={t('noProductTitle')}
          hint={t('noProductHint')}
          action={<LinkButton href="/products">{t('noProductAction')}</LinkButton>}
        />
      </div>
    </>
  );
}

interface CardsPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function CardsPage({ searchParams }: CardsPageProps) {
  const [{ merchantId }, mode, search, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    load(searchParams),
    getTranslations('cards'),
  ]);
  const products = (await listProducts({ merchantId, mode })).filter(({ delivery }) => delivery === 'cards');
  const product = search.product === null ? products[0] : products.find(({ id }) => id === search.product);
  if (product === undefined) {
    if (search.product !== null) notFound();
    return <NoProduct />;
  }
  const page = search.page ?? 1;
  const shelf = { merchantId, productId: product.id, mode };
  const place = { status: search.status ?? undefined, page };
  const { rows, total } = await listCards({ ...shelf, ...place, pageSize: CARDS_PER_PAGE });
  const isFiltered = search.status !== null || page > 1;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t(mode === 'test' ? 'descriptionTest' : 'description')}
        actions={
          <CardImport productId={product.id} productName={product.name} mode={mode} action={addCards} />
        }
      />
      <div className="space-y-4">
        <CardFilters products={products} productId={product.id} />
        <StockCounters product={product} />
        <div className="slip overflow-clip">
          {rows.length > 0 ? (
            <>
              <CardList
                rows={rows.map(toCardRow)}
                place={{ mode, productId: product.id, status: search.status, page }}
                verbs={{ reveal: showCard, remove: dropCards }}
              />
              <Pages
                page={page}
                pageSize={CARDS_PER_PAGE}
                total={total}
                hrefOf={(other) =>
                  serialize('/cards', { ...search, product: product.id, page: other === 1 ? null : other })
                }
              />
            </>
          ) : isFiltered ? (
            <EmptyState
              icon={SearchX}
              title={t('missTitle')}
              action={<LinkButton href={`/cards?product=${product.id}`}>{t('reset')}</LinkButton>}
            />
          ) : (
            <EmptyState icon={Tickets} title={t('emptyTitle')} hint={t('emptyHint')} />
          )}
        </div>
      </div>
    </>
  );
}
