import { ScrollText, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, createSerializer, type SearchParams } from 'nuqs/server';
import { AuditFilters } from '@/components/audit/audit-filters';
import { AuditList } from '@/components/audit/audit-list';
import { auditSearchParams } from '@/components/audit/audit-search-params';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { requireMerchant } from '@/lib/auth/current-user';
import { listActivity } from '@/lib/core/audit';

const PAGE_SIZE = 50;

const load = createLoader(auditSearchParams);
const serialize = createSerializer(auditSearchParams);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('activityTitle') };
}

interface ActivityPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function ActivityPage({ searchParams }: ActivityPageProps) {
  const [{ merchantId }, search, t] = await Promise.all([
    requireMerchant(),
    load(searchParams),
    getTranslations('audit'),
  ]);
  const page = search.page ?? 1;
  const { area } = search;
  const { rows, total } = await listActivity({
    merchantId,
    ...(area === null ? {} : { action: area }),
    page,
    pageSize: PAGE_SIZE,
  });
  const path = '/activity';
  const isFiltered = area !== null || page > 1;
  return (
    <>
      <PageHeader title={t('activityTitle')} description={t('activityDescription')} />
      <div className="slip overflow-clip">
        <AuditFilters merchantName={null} path={path} />
        {rows.length === 0 ? (
          <EmptyState
            icon={isFiltered ? SearchX : ScrollText}
            title={t(isFiltered ? 'missTitle' : 'emptyTitle')}
            {...(isFiltered ? {} : { hint: t('emptyHint') })}
          />
        ) : (
          <>
            <AuditList rows={rows} />
            <Pages
              page={page}
              pageSize={PAGE_SIZE}
              total={total}
              hrefOf={(other) => serialize(path, { ...search, page: other === 1 ? null : other })}
            />
          </>
        )}
      </div>
    </>
  );
}
