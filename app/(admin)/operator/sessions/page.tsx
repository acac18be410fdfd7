import { CloudOff } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { ProcessList } from '@/components/operator/process-list';
import { SessionLines } from '@/components/operator/session-lines';
import { orderSearchParams } from '@/components/orders/order-search-params';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { requireOperator } from '@/lib/auth/current-user';
import { listAllSessions, readOverview } from '@/lib/core/overview';

const PAGE_SIZE = 50;

const load = createLoader({ page: orderSearchParams.page });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('sessionsTitle') };
}

interface AllSessionsPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function AllSessionsPage({ searchParams }: AllSessionsPageProps) {
  await requireOperator();
  const [search, t] = await Promise.all([load(searchParams), getTranslations('overview')]);
  const page = search.page ?? 1;
  const [{ rows, total }, { processes }] = await Promise.all([
    listAllSessions({ page, pageSize: PAGE_SIZE }),
    readOverview(),
  ]);
  return (
    <>
      <PageHeader title={t('sessionsTitle')} />
      <div className="space-y-4">
        <ProcessList processes={processes} />
        <section className="slip overflow-clip">
          <h2 className="border-b border-line p-4 text-base sm:px-6">{t('allSessions')}</h2>
          {rows.length === 0 ? (
            <EmptyState icon={CloudOff} title={t('sessionsEmptyTitle')} hint={t('sessionsEmptyHint')} />
          ) : (
            <>
              <SessionLines rows={rows} />
              <Pages
                page={page}
                pageSize={PAGE_SIZE}
                total={total}
                hrefOf={(other) => `/operator/sessions?page=${other}`}
              />
            </>
          )}
        </section>
      </div>
    </>
  );
}
