import { Smartphone, WalletCards } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AddAccountDialog } from '@/components/accounts/account-dialogs';
import { AccountList } from '@/components/accounts/account-list';
import { AddMonitorDialog } from '@/components/accounts/monitor-dialogs';
import { MonitorList } from '@/components/accounts/monitor-list';
import { UnreadNotices } from '@/components/accounts/unread-notices';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { listAccounts, listMonitors, listRules, type MonitorView } from '@/lib/core/accounts';
import { listUnreadNotices } from '@/lib/core/monitoring';
import { followRule } from '../rules/actions';
import {
  addAccount,
  addMonitor,
  dropAccount,
  dropMonitor,
  editAccount,
  pairMonitor,
  turnAccount,
} from './actions';

/** The rest is the operator's to see. */
const UNREAD_SHOWN = 10;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts'))('title') };
}

async function Monitors({ monitors }: { monitors: readonly MonitorView[] }) {
  const t = await getTranslations('monitors');
  return (
    <section aria-labelledby="monitors">
      <header className="mb-4 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h2 id="monitors" className="text-base">
            {t('title')}
          </h2>
          <p className="text-muted">{t('description')}</p>
        </div>
        <AddMonitorDialog action={addMonitor} />
      </header>
      {monitors.length === 0 ? (
        <div className="slip">
          <EmptyState icon={Smartphone} title={t('emptyTitle')} hint={t('emptyHint')} />
        </div>
      ) : (
        <MonitorList monitors={monitors} pair={pairMonitor} remove={dropMonitor} />
      )}
    </section>
  );
}

async function Unread({ merchantId }: { merchantId: number }) {
  const { rows } = await listUnreadNotices({ merchantId, page: 1, pageSize: UNREAD_SHOWN });
  return <UnreadNotices notices={rows} />;
}

export default async function AccountsPage() {
  const [{ merchantId }, mode, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    getTranslations('accounts'),
  ]);
  const [accounts, monitors, rules] = await Promise.all([
    listAccounts(merchantId, mode),
    listMonitors(merchantId),
    listRules(merchantId),
  ]);
  const isLive = mode === 'live';
  return (
    <div className="space-y-8">
      <section>
        <PageHeader
          title={t('title')}
          description={t('description')}
          actions={isLive ? <AddAccountDialog monitors={monitors} action={addAccount} /> : null}
        />
        {isLive ? null : (
          <div className="mb-4">
            <Notice kind="info">
              <p>{t('simulatorNote')}</p>
            </Notice>
          </div>
        )}
        {accounts.length === 0 ? (
          <div className="slip">
            <EmptyState icon={WalletCards} title={t('emptyTitle')} hint={t('emptyHint')} />
          </div>
        ) : (
          <AccountList
            accounts={accounts}
            monitors={monitors}
            rules={rules}
            verbs={{ edit: editAccount, remove: dropAccount, turn: turnAccount, followRule }}
          />
        )}
      </section>
      {isLive ? <Monitors monitors={monitors} /> : null}
      {isLive ? <Unread merchantId={merchantId} /> : null}
    </div>
  );
}
