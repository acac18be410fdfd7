import { CheckCheck, MessageCircleQuestion } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, createSerializer, parseAsStringLiteral, type SearchParams } from 'nuqs/server';
import { AppealList } from '@/components/appeals/appeal-list';
import { parseAsPage } from '@/components/orders/order-search-params';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { Tabs } from '@/components/ui/tabs';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { listAppeals, receivablesFor } from '@/lib/core/arrivals';
import { acceptAppeal, rejectAppeal } from './actions';

const PAGE_SIZE = 20;
const STATES = ['open', 'answered'] as const;

const searchParams = { state: parseAsStringLiteral(STATES), page: parseAsPage };
const load = createLoader(searchParams);
const serialize = createSerializer(searchParams);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appeals'))('title') };
}

interface AppealsPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function AppealsPage({ searchParams: given }: AppealsPageProps) {
  const [{ merchantId }, mode, search, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    load(given),
    getTranslations('appeals'),
  ]);
  const state = search.state ?? 'open';
  const page = search.page ?? 1;
  const isOpen = state === 'open';
  const { rows, total } = await listAppeals({ merchantId, mode, isOpen, page, pageSize: PAGE_SIZE });
  const appealIds = isOpen ? rows.map(({ id }) => id) : [];
  const receivables = await receivablesFor({ merchantId, appealIds });
  const tabs = STATES.map((id) => ({
    id,
    href: serialize('/appeals', { state: id, page: null }),
    label: t(id),
    ...(id === 'open' && isOpen ? { count: total } : {}),
  }));
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="slip overflow-clip">
        <Tabs label={t('tabs')} tabs={tabs} current={state} />
        {rows.length > 0 ? (
          <AppealList
            rows={rows}
            receivables={receivables}
            verbs={{ accept: acceptAppeal, reject: rejectAppeal }}
          />
        ) : isOpen ? (
          <EmptyState icon={CheckCheck} title={t('emptyTitle')} hint={t('emptyHint')} />
        ) : (
          <EmptyState icon={MessageCircleQuestion} title={t('noneTitle')} />
        )}
        {rows.length > 0 || page > 1 ? (
          <Pages
            page={page}
            pageSize={PAGE_SIZE}
            total={total}
            hrefOf={(other) =>
              serialize('/appeals', { state: search.state, page: other === 1 ? null : other })
            }
          />
        ) : null}
      </div>
    </>
  );
}
