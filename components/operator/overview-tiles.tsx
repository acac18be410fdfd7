import {
  BellRing,
  CircleHelp,
  CloudCog,
  Hourglass,
  type LucideIcon,
  MessageSquareText,
  ReceiptText,
  Store,
  WalletCards,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import { PageLink } from '@/components/ui/page-link';
import type { Overview } from '@/lib/core/overview';

type Tone = 'fine' | 'attention' | 'loss';
const TONES: Record<Tone, string> = { fine: 'text-accent', attention: 'text-attention', loss: 'text-loss' };

interface Tile {
  readonly href: string;
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

/** What has waited longer than this in the queue means that no worker keeps up. */
const QUEUE_SECONDS_MAX = 60;
/** From this share of failed callbacks on somebody should look. */
const FAILURES_MAX = 0.05;

function useTiles(overview: Overview): Tile[] {
  const t = useTranslations('overview');
  const { callbacks, callbacksDelivered, callbacksDead, queued, queueAgeSeconds } = overview;
  const failing = callbacks === 0 ? 0 : 1 - callbacksDelivered / callbacks;
  const waiting = queued + overview.unreadByWorker;
  const isSlow = queueAgeSeconds > QUEUE_SECONDS_MAX;
  const lost = overview.sessions - overview.sessionsOnline;
  return [
    {
      href: '/operator/merchants',
      label: t('merchants'),
      value: t('merchantsValue', { active: overview.merchantsActive }),
      hint: t('merchantsHint', { suspended: overview.merchantsSuspended }),
      icon: Store,
      tone: 'fine',
    },
    {
      href: '/operator/merchants?sort=paid',
      label: t('paid'),
      value: formatMoney(overview.paidFen),
      hint: t('paidHint', { count: overview.paidCount, open: overview.ordersOpen }),
      icon: ReceiptText,
      tone: 'fine',
    },
    {
      href: '/operator/merchants',
      label: t('accounts'),
      value: t('online', { online: overview.accountsOnline, all: overview.accounts }),
      hint: t(overview.accounts > 0 && overview.accountsOnline === 0 ? 'accountsNone' : 'accountsHint'),
      icon: WalletCards,
      tone: overview.accounts > 0 && overview.accountsOnline === 0 ? 'loss' : 'fine',
    },
    {
      href: '/operator/sessions',
      label: t('sessions'),
      value: t('online', { online: overview.sessionsOnline, all: overview.sessions }),
      hint: t('sessionsHint', { lost }),
      icon: CloudCog,
      tone: lost > 0 ? 'attention' : 'fine',
    },
    {
      href: '/operator/merchants?sort=paid',
      label: t('callbacks'),
      value: callbacks === 0 ? '—' : `${(failing * 100).toFixed(1)} %`,
      hint: callbacks === 0 ? t('callbacksNone') : t('callbacksHint', { dead: callbacksDead }),
      icon: BellRing,
      tone: failing > FAILURES_MAX ? 'loss' : 'fine',
    },
    {
      href: '/operator/sessions',
      label: t('queue'),
      value: t('queueValue', { count: waiting }),
      hint: waiting === 0 ? t('queueEmpty') : t('queueHint', { seconds: Math.round(queueAgeSeconds) }),
      icon: Hourglass,
      tone: isSlow ? 'loss' : 'fine',
    },
    {
      href: '/operator/notices#unread',
      label: t('notices'),
      value: String(overview.noticesUnread),
      hint: t('noticesHint'),
      icon: MessageSquareText,
      tone: overview.noticesUnread > 0 ? 'attention' : 'fine',
    },
    {
      href: '/operator/merchants',
      label: t('unmatched'),
      value: String(overview.arrivalsUnmatched),
      hint: t('unmatchedHint'),
      icon: CircleHelp,
      tone: overview.arrivalsUnmatched > 0 ? 'attention' : 'fine',
    },
  ];
}

/** Each number leads to the rows behind it. */
export function OverviewTiles({ overview }: { overview: Overview }) {
  const tiles = useTiles(overview);
  return (
    <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
      {tiles.map(({ href, label, value, hint, icon: Icon, tone }) => (
        <li key={label} className="slip overflow-clip">
          <PageLink href={href} className="flex h-full min-w-0 items-start gap-3 p-4 hover:bg-default">
            <Icon size={20} aria-hidden="true" className={`mt-0.5 shrink-0 ${TONES[tone]}`} />
            <span className="min-w-0">
              <span className="block text-xs text-muted">{label}</span>
              <span className="figures block text-xl">{value}</span>
              <span className={`block text-xs ${tone === 'fine' ? 'text-muted' : TONES[tone]}`}>{hint}</span>
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
