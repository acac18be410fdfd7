import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { CorpusNotice } from '@/components/notices/corpus-notice';
import { NoticeDesk } from '@/components/notices/notice-desk';
import { AddRuleDialog } from '@/components/notices/rule-dialogs';
import { RuleList } from '@/components/notices/rule-list';
import { orderSearchParams } from '@/components/orders/order-search-params';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { requireOperator } from '@/lib/auth/current-user';
import { CORPUS_VERSION, judgeCorpus, listNoticeRules, listUnreadNotices } from '@/lib/core/monitoring';
import { saveRule, tryDraft, tryRules } from './actions';

const PAGE_SIZE = 20;

const load = createLoader({ page: orderSearchParams.page });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') };
}

interface NoticesPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function NoticesPage({ searchParams }: NoticesPageProps) {
  await requireOperator();
  const [search, t] = await Promise.all([load(searchParams), getTranslations('notices')]);
  const page = search.page ?? 1;
  const [rules, corpus, unread] = await Promise.all([
    listNoticeRules(),
    judgeCorpus(),
    listUnreadNotices({ merchantId: null, page, pageSize: PAGE_SIZE }),
  ]);
  const verbs = { save: saveRule, tryDraft };
  return (
    <div className="space-y-8">
      <section>
        <PageHeader
          title={t('title')}
          description={t('description')}
          actions={<AddRuleDialog verbs={verbs} />}
        />
        <div className="mb-4">
          <CorpusNotice entries={corpus} version={CORPUS_VERSION} />
        </div>
        <RuleList rules={rules} verbs={verbs} />
      </section>
      <NoticeDesk unread={unread.rows} action={tryRules}>
        <Pages
          page={page}
          pageSize={PAGE_SIZE}
          total={unread.total}
          hrefOf={(other) => `/operator/notices?page=${other}#unread`}
        />
      </NoticeDesk>
    </div>
  );
}
