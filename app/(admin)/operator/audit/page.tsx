import { ScrollText, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, createSerializer, type SearchParams } from 'nuqs/server';
import { AuditFilters } from '@/components/audit/audit-filters';
import { AuditList } from '@/components/audit/audit-list';
import { auditSearchParams } from '@/components/audit/audit-search-params';
import { VerifyButton } from '@/components/audit/verify-button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { requireOperator } from '@/lib/auth/current-user';
import { listAudit } from '@/lib/core/audit';
import { findMerchantHealth } from '@/lib/core/overview';
import { verifyChain } from './actions';

const PAGE_SIZE = 50;

const load = createLoader(auditSearchParams);
const serialize = createSerializer(auditSearchParams);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') };
}

interface AuditPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  await requireOperator();
  const [search, t] = await Promise.all([load(searchParams), getTranslations('audit')]);
  const page = search.page ?? 1;
  const { area, merchant } = search;
  const [{ rows, total }, health] = await Promise.all([
    listAudit({
      merchantId: merchant ?? undefined,
      ...(area === null ? {} : { action: area }),
      page,
      pageSize: PAGE_SIZE,
    }),
    merchant === null ? null : findMerchantHealth(merchant),
  ]);
  const path = '/operator/audit';
  const isFiltered = area !== null || merchant !== null || page > 1;
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="space-y-4">
        <VerifyButton action={verifyChain} />
        <div className="slip overflow-clip">
          <AuditFilters merchantName={health?.name ?? null} path={path} />
          {rows.length === 0 ? (
            <EmptyState
              icon={isFiltered ? SearchX : ScrollText}
              title={t(isFiltered ? 'missTitle' : 'emptyTitle')}
              {...(isFiltered ? {} : { hint: t('emptyHint') })}
            />
          ) : (
            <>
              <AuditList rows={rows} isForOperator />
              <Pages
                page={page}
                pageSize={PAGE_SIZE}
                total={total}
                hrefOf={(other) => serialize(path, { ...search, page: other === 1 ? null : other })}
              />
            </>
          )}
        </div>
      </div>
    </>
  );
}
