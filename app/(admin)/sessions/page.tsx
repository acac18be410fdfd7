import { Cloud, CloudOff } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, parseAsStringLiteral, type SearchParams } from 'nuqs/server';
import type { ScanChoice } from '@/components/sessions/logon-news';
import { ScanDialog } from '@/components/sessions/scan-dialog';
import { SessionList } from '@/components/sessions/session-list';
import { SessionTabs } from '@/components/sessions/session-tabs';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { CLOUD_CHANNEL_IDS, channelOf, cloudMonitorOf } from '@/lib/channels';
import { listRules } from '@/lib/core/accounts';
import { pointsOf } from '@/lib/core/ledger';
import {
  countSessions,
  listSessions,
  logonFee,
  OFFLINE_REASONS,
  readPlatformConfig,
  type SessionView,
} from '@/lib/core/sessions';
import type { Mode } from '@/lib/core/vocabulary';
import { cancel, follow, look, refresh, remove, start, takeOffline } from './actions';

const load = createLoader({ status: parseAsStringLiteral(['online', 'offline']).withDefault('online') });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sessions'))('title') };
}

/** What can be scanned online in this mode: the wallets of every channel whose platform is configured. */
async function readyChoices(mode: Mode): Promise<ScanChoice[]> {
  const channels = CLOUD_CHANNEL_IDS.filter((id) => channelOf(id)?.describe().mode === mode);
  const choices = await Promise.all(
    channels.map(async (channel) => {
      const monitor = cloudMonitorOf(channel);
      if (monitor === null || monitor.missing(await readPlatformConfig(monitor)).length > 0) return [];
      return monitor.describe().wallets.map((type) => ({ channel, type }));
    }),
  );
  return choices.flat();
}

async function Empty({ status, isReady }: { status: 'online' | 'offline'; isReady: boolean }) {
  const t = await getTranslations('sessions');
  const isOnline = status === 'online';
  return (
    <div className="slip">
      <EmptyState
        icon={isOnline ? Cloud : CloudOff}
        title={t(isOnline ? 'emptyOnline' : 'emptyOffline')}
        {...(isOnline && !isReady ? {} : { hint: t(isOnline ? 'emptyOnlineHint' : 'emptyOfflineHint') })}
      />
    </div>
  );
}

async function Sessions({
  sessions,
  children,
}: {
  sessions: readonly SessionView[];
  children: React.ReactNode;
}) {
  const t = await getTranslations('sessions');
  const silent = sessions.filter(({ state }) => state === 'silent').length;
  return (
    <div className="space-y-4">
      {silent === 0 ? null : (
        <Notice kind="attention">
          <p>{t('silentNote', { count: silent })}</p>
        </Notice>
      )}
      {children}
    </div>
  );
}

export default async function SessionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ merchantId }, mode, { status }, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    load(searchParams),
    getTranslations('sessions'),
  ]);
  const [sessions, counts, rules, points, have, choices] = await Promise.all([
    listSessions({ merchantId, mode, status }),
    countSessions(merchantId, mode),
    listRules(merchantId),
    logonFee(mode),
    pointsOf(merchantId),
    readyChoices(mode),
  ]);
  const fee = { points, have };
  const verbs = { start, look, refresh, cancel, takeOffline, remove, follow };
  const reasonOf = ({ offlineReason }: SessionView) => {
    const own = OFFLINE_REASONS.find((one) => one === offlineReason);
    return own === undefined ? (offlineReason ?? '') : t(`reasons.${own}`);
  };
  const isReady = choices.length > 0;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={isReady ? <ScanDialog choices={choices} fee={fee} verbs={verbs} /> : null}
      />
      {isReady ? null : (
        <div className="mb-4">
          <Notice kind="info" title={t('notReadyTitle')}>
            <p>{t('notReadyText')}</p>
          </Notice>
        </div>
      )}
      <SessionTabs shown={status} counts={counts} />
      {sessions.length === 0 ? (
        <Empty status={status} isReady={isReady} />
      ) : (
        <Sessions sessions={sessions}>
          <SessionList
            sessions={sessions}
            reasonOf={reasonOf}
            rules={rules.map(({ id, name }) => ({ id, name }))}
            fee={fee}
            isScannable={({ channel }) => choices.some((choice) => choice.channel === channel)}
            now={new Date()}
            verbs={verbs}
          />
        </Sessions>
      )}
    </>
  );
}
