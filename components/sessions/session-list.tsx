import { CircleOff, CirclePause, Radio, RadioTower, Trash2, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RuleChoice } from '@/components/rules/rule-choice';
import type { Fee, LogonVerbs } from '@/components/sessions/logon-news';
import { ScanDialog } from '@/components/sessions/scan-dialog';
import { ActionButton } from '@/components/ui/action-button';
import { type Fact, Facts } from '@/components/ui/facts';
import { formatMoney } from '@/components/ui/format';
import { Moment } from '@/components/ui/moment';
import { PageLink } from '@/components/ui/page-link';
import { Status } from '@/components/ui/status';
import type { Action } from '@/lib/auth/action-result';
import type { Rule } from '@/lib/core/accounts';
import type { SessionView } from '@/lib/core/sessions';

export interface SessionVerbs extends LogonVerbs {
  readonly takeOffline: Action<null>;
  readonly remove: Action<null>;
  readonly follow: Action<null>;
}

interface SessionListProps {
  sessions: readonly SessionView[];
  /** Why a session is offline, in the reader's words. */
  reasonOf: (session: SessionView) => string;
  rules: readonly Pick<Rule, 'id' | 'name'>[];
  fee: Fee;
  /** Whether an offline session can be logged on again: its platform is configured. */
  isScannable: (session: SessionView) => boolean;
  now: Date;
  verbs: SessionVerbs;
}

const STATES = {
  online: { tone: 'accent', icon: Radio },
  silent: { tone: 'attention', icon: RadioTower },
  offline: { tone: 'calm', icon: CircleOff },
} as const;

function SessionStatus({ session }: { session: SessionView }) {
  const t = useTranslations('sessions');
  if (session.isSwitchedOff && session.state !== 'offline') {
    return (
      <Status tone="calm" icon={CirclePause}>
        {t('switchedOff')}
      </Status>
    );
  }
  const { tone, icon } = STATES[session.state];
  return (
    <Status tone={tone} icon={icon}>
      {t(`states.${session.state}`)}
    </Status>
  );
}

function useUptime(): (since: Date, now: Date) => string {
  const t = useTranslations('sessions');
  return (since, now) => {
    const minutes = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000));
    const [days, hours] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24];
    return days > 0 ? t('uptimeDays', { days, hours }) : t('uptime', { hours, minutes: minutes % 60 });
  };
}

function SessionFacts({ session, reason, now }: { session: SessionView; reason: string; now: Date }) {
  const t = useTranslations('sessions');
  const common = useTranslations('common');
  const uptime = useUptime();
  const { state, ownerLabel, onlineSince, offlineSince, lastSeenAt, lastBillAt, todayFen, todayCount } =
    session;
  const at = (moment: Date | null) => (moment === null ? common('none') : <Moment at={moment} />);
  const watch: Fact[] =
    state === 'offline'
      ? [
          { label: t('offlineSince'), value: at(offlineSince) },
          { label: t('reason'), value: reason },
        ]
      : [
          { label: t('onlineFor'), value: onlineSince === null ? common('none') : uptime(onlineSince, now) },
          { label: t('lastSeen'), value: at(lastSeenAt) },
        ];
  return (
    <Facts
      facts={[
        { label: t('owner'), value: ownerLabel ?? common('none') },
        {
          label: t('today'),
          value: (
            <span className="figures">
              {t('todayValue', { sum: formatMoney(todayFen), count: todayCount })}
            </span>
          ),
        },
        { label: t('lastBill'), value: at(lastBillAt) },
        ...watch,
      ]}
    />
  );
}

/** Sessions as cards: what each took, who watches it, why it is offline, and what can be done. */
export function SessionList({ sessions, reasonOf, rules, fee, isScannable, now, verbs }: SessionListProps) {
  const t = useTranslations('sessions');
  const type = useTranslations('payType');
  return (
    <ul className="grid grid-cols-1 gap-4 md:grid-cols-2 2xl:grid-cols-3">
      {sessions.map((session) => {
        const { sessionId, accountId, ruleId, label, state } = session;
        return (
          <li key={sessionId} className="slip flex min-w-0 flex-col gap-4 p-4">
            <div className="flex items-start justify-between gap-4">
              <div className="min-w-0">
                <h2 className="truncate text-base">
                  <PageLink href={`/sessions/${sessionId}`} className="hover:underline">
                    {label}
                  </PageLink>
                </h2>
                <p className="text-muted">{type(session.type)}</p>
              </div>
              <SessionStatus session={session} />
            </div>
            <SessionFacts session={session} reason={reasonOf(session)} now={now} />
            <div className="mt-auto flex flex-wrap items-end justify-between gap-2 border-t border-line pt-4">
              <RuleChoice account={{ id: accountId, label, ruleId }} rules={rules} action={verbs.follow} />
              <div className="flex flex-wrap gap-2">
                {state === 'offline' ? (
                  <>
                    {isScannable(session) ? (
                      <ScanDialog choices={[]} fee={fee} verbs={verbs} session={session} />
                    ) : null}
                    <ActionButton
                      action={verbs.remove}
                      input={{ sessionId }}
                      label={t('remove')}
                      icon={<Trash2 aria-hidden="true" />}
                      variant="danger-soft"
                      size="sm"
                      confirm={{ title: t('removeTitle', { label }), text: t('removeText') }}
                    />
                  </>
                ) : (
                  <ActionButton
                    action={verbs.takeOffline}
                    input={{ sessionId }}
                    label={t('takeOffline')}
                    icon={<Unplug aria-hidden="true" />}
                    size="sm"
                    confirm={{ title: t('takeOfflineTitle', { label }), text: t('takeOfflineText') }}
                  />
                )}
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
