import { CircleCheck, CircleX, Clock3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Moment } from '@/components/ui/moment';
import { Status } from '@/components/ui/status';
import type { PastNotification } from '@/lib/core/notifications';

const STANDINGS = {
  waiting: { tone: 'attention', icon: Clock3 },
  sent: { tone: 'received', icon: CircleCheck },
  dead: { tone: 'loss', icon: CircleX },
} as const;

/** The last notifications: what, to whom, and what became of it. */
export function RecentList({ rows }: { rows: readonly PastNotification[] }) {
  const t = useTranslations('notifications');
  return (
    <ul className="divide-y divide-line">
      {rows.map(({ notificationId, event, label, status, failure, createdAt }) => (
        <li key={notificationId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
          <div className="min-w-0">
            <p className="break-words">
              {t(`event.${event}`)} <span className="text-muted">→ {label}</span>
            </p>
            {failure === null || status === 'sent' ? null : (
              <p className="text-xs break-all text-muted">{failure}</p>
            )}
          </div>
          <div className="flex items-center gap-3">
            <Moment at={createdAt} />
            <Status tone={STANDINGS[status].tone} icon={STANDINGS[status].icon}>
              {t(`status.${status}`)}
            </Status>
          </div>
        </li>
      ))}
    </ul>
  );
}
