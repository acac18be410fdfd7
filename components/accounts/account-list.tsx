import { CirclePause, QrCode } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EditAccountDialog, RemoveAccountButton } from '@/components/accounts/account-dialogs';
import { OnlineSwitch } from '@/components/accounts/online-switch';
import { RuleChoice } from '@/components/rules/rule-choice';
import { Facts } from '@/components/ui/facts';
import { formatMoney } from '@/components/ui/format';
import { LinkButton } from '@/components/ui/link-button';
import { Moment } from '@/components/ui/moment';
import { OnlineStatus } from '@/components/ui/online-status';
import { PageLink } from '@/components/ui/page-link';
import { Status } from '@/components/ui/status';
import type { Action } from '@/lib/auth/action-result';
import type { AccountView, MonitorView, Rule } from '@/lib/core/accounts';

export interface AccountVerbs {
  readonly edit: Action<null>;
  readonly remove: Action<null>;
  readonly turn: Action<null>;
  readonly followRule: Action<null>;
}

interface AccountListProps {
  accounts: readonly AccountView[];
  monitors: readonly MonitorView[];
  rules: readonly Rule[];
  verbs: AccountVerbs;
}

/** An account that the merchant switched off is not a fault. */
function AccountStatus({ account }: { account: AccountView }) {
  const t = useTranslations('accounts');
  if (account.onlineSwitch === 'off') {
    return (
      <Status tone="calm" icon={CirclePause}>
        {t('switch.off')}
      </Status>
    );
  }
  return <OnlineStatus isOnline={account.isOnline} onlineLabel={t('online')} offlineLabel={t('offline')} />;
}

function AccountFacts({ account }: { account: AccountView }) {
  const t = useTranslations('accounts');
  const common = useTranslations('common');
  const { lastSeenAt, lastPaidAt, monitorName, sessionId, todayFen, todayCount } = account;
  const watcher =
    sessionId === null ? (
      (monitorName ?? t('noMonitor'))
    ) : (
      <PageLink href="/sessions" className="text-accent underline">
        {t('cloudSession')}
      </PageLink>
    );
  return (
    <Facts
      facts={[
        {
          label: t('today'),
          value: (
            <span className="figures">
              {t('todayValue', { sum: formatMoney(todayFen), count: todayCount })}
            </span>
          ),
        },
        { label: t('lastPaid'), value: lastPaidAt === null ? common('none') : <Moment at={lastPaidAt} /> },
        { label: t('monitor'), value: watcher },
        ...(monitorName === null && sessionId === null
          ? []
          : [
              {
                label: t('lastSeen'),
                value: lastSeenAt === null ? common('never') : <Moment at={lastSeenAt} />,
              },
            ]),
      ]}
    />
  );
}

export function AccountList({ accounts, monitors, rules, verbs }: AccountListProps) {
  const t = useTranslations('accounts');
  const type = useTranslations('payType');
  return (
    <ul className="grid gap-4 md:grid-cols-2 2xl:grid-cols-3">
      {accounts.map((account) => {
        const isSimulator = account.channel === 'simulator';
        return (
          <li key={account.id} className="slip flex flex-col gap-4 p-4">
            <div className="flex items-start justify-between gap-4">
              <div className="min-w-0">
                <h2 className="truncate text-base">
                  {isSimulator && account.sessionId === null ? t('simulator') : account.label}
                </h2>
                <p className="text-muted">{type(account.type)}</p>
              </div>
              <AccountStatus account={account} />
            </div>
            <AccountFacts account={account} />
            {rules.length === 0 ? null : (
              <RuleChoice account={account} rules={rules} action={verbs.followRule} />
            )}
            {isSimulator ? null : (
              <div className="mt-auto flex flex-wrap items-end justify-between gap-2 border-t border-line pt-4">
                <OnlineSwitch account={account} action={verbs.turn} />
                <div className="flex flex-wrap gap-2">
                  <LinkButton
                    href={`/accounts/${account.id}/codes`}
                    size="sm"
                    aria-label={t('fixedCodesOf', { count: account.fixedCodeCount, label: account.label })}
                  >
                    <QrCode aria-hidden="true" />
                    {t('fixedCodes', { count: account.fixedCodeCount })}
                  </LinkButton>
                  <EditAccountDialog account={account} monitors={monitors} action={verbs.edit} />
                  {/* It goes with its session. */}
                  {account.sessionId === null ? (
                    <RemoveAccountButton account={account} action={verbs.remove} />
                  ) : null}
                </div>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
