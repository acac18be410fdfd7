import { BellRing, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, createSerializer, type SearchParams } from 'nuqs/server';
import { CallbackFilters } from '@/components/callbacks/callback-filters';
import { CallbackList } from '@/components/callbacks/callback-list';
import { callbackSearchParams } from '@/components/callbacks/callback-search-params';
import { ResendDeadDialog } from '@/components/callbacks/resend-dead-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { searchCallbacks } from '@/lib/core/callbacks';
import { resendCallback } from '../orders/[id]/actions';
import { resendGivenUp } from './actions';

const PAGE_SIZE = 20;

const load = createLoader(callbackSearchParams);
const serialize = createSerializer(callbackSearchParams);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('callbackLog'))('title') };
}

interface CallbacksPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function CallbacksPage({ searchParams }: CallbacksPageProps) {
  const [{ merchantId }, mode, search, t, diagnosis] = await Promise.all([
    requireMerchant(),
    currentMode(),
    load(searchParams),
    getTranslations('callbackLog'),
    getTranslations('diagnosis'),
  ]);
  const page = search.page ?? 1;
  const state = search.state ?? undefined;
  const { rows, total } = await searchCallbacks({ merchantId, mode, state, page, pageSize: PAGE_SIZE });
  const lines = rows.map(({ diagnosis: cause, eventId: _, url: __, ...row }) => ({
    ...row,
    diagnosis: cause === null ? null : diagnosis(cause),
  }));
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<ResendDeadDialog action={resendGivenUp} />}
      />
      <div className="slip overflow-clip">
        <CallbackFilters />
        {lines.length > 0 ? (
          <>
            <CallbackList lines={lines} resend={resendCallback} />
            <Pages
              page={page}
              pageSize={PAGE_SIZE}
              total={total}
              hrefOf={(other) => serialize('/callbacks', { ...search, page: other === 1 ? null : other })}
            />
          </>
        ) : state !== undefined || page > 1 ? (
          <EmptyState icon={SearchX} title={t('missTitle')} />
        ) : (
          <EmptyState icon={BellRing} title={t('emptyTitle')} hint={t('emptyHint')} />
        )}
      </div>
    </>
  );
}
