import {
  BellOff,
  BellRing,
  CheckCheck,
  CircleCheck,
  CircleOff,
  Inbox,
  type LucideIcon,
  Radio,
} from 'lucide-react';
import { useFormatter, useNow, useTranslations } from 'next-intl';
import { formatMoney, formatTime } from '@/components/ui/format';
import { PageLink } from '@/components/ui/page-link';
import type { Arrival, WaitingWork } from '@/lib/core/arrivals';

export interface Health {
  readonly online: number;
  readonly accounts: number;
  readonly lastArrival: Pick<Arrival, 'amount' | 'seenAt'> | null;
  readonly deadCallbacks: number;
  readonly waiting: WaitingWork;
}

interface VitalProps {
  href: string;
  label: string;
  value: string;
  hint: string;
  icon: LucideIcon;
  tone: 'fine' | 'attention' | 'loss';
}

const TONES = { fine: 'text-accent', attention: 'text-attention', loss: 'text-loss' };

function Vital({ href, label, value, hint, icon: Icon, tone }: VitalProps) {
  return (
    <PageLink href={href} className="flex min-w-0 items-start gap-3 p-4 hover:bg-default sm:px-6">
      <Icon size={20} aria-hidden="true" className={`mt-0.5 shrink-0 ${TONES[tone]}`} />
      <span className="min-w-0">
        <span className="block text-xs text-muted">{label}</span>
        <span className="figures block text-base">{value}</span>
        <span className={`block text-xs ${tone === 'fine' ? 'text-muted' : TONES[tone]}`}>{hint}</span>
      </span>
    </PageLink>
  );
}

/** What only a person can decide, with the way to it. */
function WaitingVital({ waiting: { arrivals, appeals } }: { waiting: WaitingWork }) {
  const t = useTranslations('home');
  const format = useFormatter();
  const now = useNow();
  const moments = [arrivals.oldestAt, appeals.oldestAt].filter((at) => at !== null);
  const oldest = moments.sort((a, b) => a.getTime() - b.getTime())[0];
  const isClear = oldest === undefined;
  return (
    <Vital
      href={arrivals.count === 0 && appeals.count > 0 ? '/appeals' : '/inbox'}
      label={t('waiting')}
      value={
        isClear ? t('waitingNone') : t('waitingCount', { arrivals: arrivals.count, appeals: appeals.count })
      }
      hint={isClear ? t('waitingNoneHint') : t('waitingHint', { age: format.relativeTime(oldest, now) })}
      icon={isClear ? CheckCheck : Inbox}
      tone={isClear ? 'fine' : 'attention'}
    />
  );
}

/** In one look: can I collect now, did money come, does my site hear of it. */
export function HealthStrip({ health }: { health: Health }) {
  const t = useTranslations('home');
  const format = useFormatter();
  const now = useNow();
  const { online, accounts, lastArrival, deadCallbacks } = health;
  const collecting = online === 0 ? 'noneOnline' : online < accounts ? 'someOffline' : 'allOnline';
  return (
    <section
      aria-label={t('health')}
      className="slip grid divide-y divide-line overflow-clip sm:grid-cols-2 sm:divide-x lg:grid-cols-4 lg:divide-y-0"
    >
      <Vital
        href="/accounts"
        label={t('online')}
        value={t('onlineCount', { online, all: accounts })}
        hint={t(collecting)}
        icon={online === 0 ? CircleOff : Radio}
        tone={online === 0 ? 'loss' : online < accounts ? 'attention' : 'fine'}
      />
      <Vital
        href="/orders"
        label={t('lastArrival')}
        value={lastArrival === null ? t('noArrival') : format.relativeTime(lastArrival.seenAt, now)}
        hint={
          lastArrival === null
            ? '—'
            : `${formatMoney(lastArrival.amount)} · ${formatTime(lastArrival.seenAt)}`
        }
        icon={CircleCheck}
        tone="fine"
      />
      <Vital
        href={deadCallbacks === 0 ? '/callbacks' : '/callbacks?state=dead'}
        label={t('callbacks')}
        value={deadCallbacks === 0 ? t('callbacksFine') : t('callbacksDead', { count: deadCallbacks })}
        hint={t(deadCallbacks === 0 ? 'callbacksFineHint' : 'callbacksDeadHint')}
        icon={deadCallbacks === 0 ? BellRing : BellOff}
        tone={deadCallbacks === 0 ? 'fine' : 'loss'}
      />
      <WaitingVital waiting={health.waiting} />
    </section>
  );
}
