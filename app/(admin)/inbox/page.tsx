import { CheckCheck, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { createLoader, createSerializer, type SearchParams } from 'nuqs/server';
import { InboxFilters } from '@/components/inbox/inbox-filters';
import { InboxList } from '@/components/inbox/inbox-list';
import { INBOX_TABS, inboxSearchParams } from '@/components/inbox/inbox-search-params';
import { MaybeMoney } from '@/components/inbox/maybe-money';
import { SumTable } from '@/components/inbox/sum-table';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { Slip } from '@/components/ui/slip';
import { Tabs } from '@/components/ui/tabs';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { listAccounts } from '@/lib/core/accounts';
import { arrivalSums, listInbox, searchArrivals, suggestForAll } from '@/lib/core/arrivals';
import { maybeMoney } from '@/lib/core/monitoring';
import type { Mode } from '@/lib/core/vocabulary';
import { parseYuan } from '@/lib/platform/money';
import { daysBetween } from '../days-between';
import { dismiss, duplicate, ignore, matchOrder, take } from './actions';

const PAGE_SIZE = 20;
const MAYBE_SHOWN = 10;

const load = createLoader(inboxSearchParams);
const serialize = createSerializer(inboxSearchParams);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox'))('title') };
}

/** Silence proves nothing while accounts that should be watched are not. */
async function Silence({ merchantId, mode }: { merchantId: number; mode: Mode }) {
  const [accounts, t] = await Promise.all([listAccounts(merchantId, mode), getTranslations('inbox')]);
  const count = accounts.filter(({ isOnline, onlineSwitch }) => !isOnline && onlineSwitch !== 'off').length;
  if (count === 0) return null;
  return (
    <Notice kind="attention" title={t('silentTitle', { count })}>
      <p>{t('silentText')}</p>
      <LinkButton href="/accounts" size="sm" className="mt-1">
        {t('silentAction')}
      </LinkButton>
    </Notice>
  );
}

/** What phones said and nobody could read; notices are always of real money. */
async function Unread({ merchantId }: { merchantId: number }) {
  const found = await maybeMoney({ merchantId, limit: MAYBE_SHOWN });
  return <MaybeMoney found={found} verbs={{ take, dismiss }} />;
}

async function AllMatched({ merchantId, mode }: { merchantId: number; mode: Mode }) {
  const [latest, t, format] = await Promise.all([
    searchArrivals({ merchantId, mode, page: 1, pageSize: 1 }),
    getTranslations('inbox'),
    getFormatter(),
  ]);
  const [last] = latest.rows;
  const hint =
    last === undefined ? t('emptyNever') : t('emptyHint', { when: format.relativeTime(last.seenAt) });
  return <EmptyState icon={CheckCheck} title={t('emptyTitle')} hint={hint} />;
}

interface InboxPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function InboxPage({ searchParams }: InboxPageProps) {
  const [{ merchantId }, mode, search, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    load(searchParams),
    getTranslations('inbox'),
  ]);
  const outcome = search.outcome ?? 'waiting';
  const page = search.page ?? 1;
  const days = daysBetween(search.from, search.to);
  const [{ rows, total }, sums] = await Promise.all([
    listInbox({
      merchantId,
      mode,
      outcome: outcome === 'all' ? undefined : outcome,
      type: search.type ?? undefined,
      amount: parseYuan(search.amount ?? '') ?? undefined,
      ...days,
      page,
      pageSize: PAGE_SIZE,
    }),
    arrivalSums({ merchantId, mode, ...days }),
  ]);
  const waiting = rows.filter((row) => row.outcome === 'unmatched' || row.outcome === 'late');
  const suggestions = await suggestForAll({ merchantId, arrivalIds: waiting.map(({ id }) => id) });
  const countOf = (tab: string) => sums.rows.find((row) => row.outcome === tab)?.count ?? 0;
  const hrefOf = (tab: string) =>
    serialize('/inbox', {
      ...search,
      outcome: INBOX_TABS.find((known) => known === tab) ?? null,
      page: null,
    });
  const tabs = INBOX_TABS.map((id) => ({
    id,
    href: hrefOf(id),
    label: id === 'waiting' || id === 'all' ? t(id) : t(`outcome.${id}`),
    ...(id === 'waiting' ? { count: countOf('unmatched') + countOf('late') } : {}),
  }));
  const isFiltered = [search.amount, search.type, search.from, search.to].some((value) => value !== null);
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-4">
          <Silence merchantId={merchantId} mode={mode} />
          {mode === 'live' && outcome === 'waiting' ? <Unread merchantId={merchantId} /> : null}
          <div className="slip overflow-clip">
            <Tabs label={t('tabs')} tabs={tabs} current={outcome} />
            <InboxFilters />
            {rows.length > 0 ? (
              <InboxList
                rows={rows}
                suggestions={suggestions}
                verbs={{ match: matchOrder, ignore, duplicate }}
              />
            ) : outcome === 'waiting' && !isFiltered ? (
              <AllMatched merchantId={merchantId} mode={mode} />
            ) : (
              <EmptyState
                icon={SearchX}
                title={t('noneTitle')}
                hint={t('noneHint')}
                action={<LinkButton href="/inbox">{t('reset')}</LinkButton>}
              />
            )}
            {rows.length > 0 || page > 1 ? (
              <Pages
                page={page}
                pageSize={PAGE_SIZE}
                total={total}
                hrefOf={(other) => serialize('/inbox', { ...search, page: other === 1 ? null : other })}
              />
            ) : null}
          </div>
        </div>
        <Slip title={t('sums')} description={t('sumsHint')}>
          <SumTable sums={sums} hrefOf={hrefOf} />
        </Slip>
      </div>
    </>
  );
}
