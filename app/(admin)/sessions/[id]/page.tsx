import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { createLoader, parseAsInteger, type SearchParams } from 'nuqs/server';
import { PlatformWords } from '@/components/sessions/platform-words';
import { UnreadBills } from '@/components/sessions/unread-bills';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { Slip } from '@/components/ui/slip';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { adviceOf } from '@/lib/channels';
import { listSessions, listUnreadBills, OFFLINE_REASONS, type SessionView } from '@/lib/core/sessions';

const PAGE_SIZE = 20;

const load = createLoader({ page: parseAsInteger.withDefault(1) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bills'))('title') };
}

interface SessionPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

async function ownSession(merchantId: number, id: string): Promise<SessionView> {
  const mode = await currentMode();
  const lists = await Promise.all(
    (['online', 'offline'] as const).map((status) => listSessions({ merchantId, mode, status })),
  );
  return lists.flat().find(({ sessionId }) => String(sessionId) === id) ?? notFound();
}

/** The platform's own words; a reason of ours stands in the list already. */
function platformReason({ offlineReason }: SessionView): string | null {
  return OFFLINE_REASONS.some((own) => own === offlineReason) ? null : offlineReason;
}

export default async function SessionPage({ params, searchParams }: SessionPageProps) {
  const [{ merchantId }, { id }, search, t] = await Promise.all([
    requireMerchant(),
    params,
    load(searchParams),
    getTranslations('bills'),
  ]);
  const session = await ownSession(merchantId, id);
  const page = Math.max(1, search.page);
  const { sessionId, label } = session;
  const unread = await listUnreadBills({ merchantId, sessionId, page, pageSize: PAGE_SIZE });
  const reason = platformReason(session);
  return (
    <>
      <PageHeader title={label} actions={<LinkButton href="/sessions">{t('back')}</LinkButton>} />
      <div className="space-y-4">
        {reason === null ? null : <PlatformWords reason={reason} advice={adviceOf(reason)} />}
        <Slip title={t('title')} description={t('description')}>
          <UnreadBills bills={unread.rows} />
          <Pages
            page={page}
            pageSize={PAGE_SIZE}
            total={unread.total}
            hrefOf={(other) => `/sessions/${sessionId}?page=${other}`}
          />
        </Slip>
      </div>
    </>
  );
}
