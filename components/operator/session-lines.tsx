import { CircleOff, Radio, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Moment } from '@/components/ui/moment';
import { PageLink } from '@/components/ui/page-link';
import { Status } from '@/components/ui/status';
import type { SessionLine } from '@/lib/core/overview';

const STATES = {
  online: { tone: 'accent', icon: Radio },
  silent: { tone: 'loss', icon: Unplug },
  offline: { tone: 'attention', icon: CircleOff },
} as const;

const REASONS = ['by_merchant', 'grant_over'] as const;

/** Our own reasons in words, the platform's as they came. */
function useReason() {
  const t = useTranslations('overview');
  return (reason: string) => {
    const own = REASONS.find((one) => one === reason);
    return own === undefined ? reason : t(`reason.${own}`);
  };
}

export function SessionLines({ rows }: { rows: readonly SessionLine[] }) {
  const t = useTranslations('overview');
  const type = useTranslations('payType');
  const inWords = useReason();
  return (
    <ul aria-label={t('allSessions')} className="divide-y divide-line">
      {rows.map((row) => (
        <li
          key={row.sessionId}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3"
        >
          <div className="min-w-0 flex-1 basis-56">
            <p className="truncate">
              {row.label}
              {row.ownerLabel === null ? null : <span className="ms-2 text-muted">{row.ownerLabel}</span>}
            </p>
            <p className="truncate text-xs text-muted">
              {type(row.type)} ·{' '}
              <PageLink href={`/operator/merchants/${row.merchantId}`} className="text-accent underline">
                {row.merchantName}
              </PageLink>
            </p>
          </div>
          <div className="min-w-0 text-xs text-muted">
            {row.lastSeenAt === null ? null : (
              <p>
                {t('lastSeen')} <Moment at={row.lastSeenAt} />
              </p>
            )}
            {row.state !== 'offline' || row.offlineReason === null ? null : (
              <p className="break-words">{inWords(row.offlineReason)}</p>
            )}
          </div>
          <Status {...STATES[row.state]}>{t(`state.${row.state}`)}</Status>
        </li>
      ))}
    </ul>
  );
}
