import { useTranslations } from 'next-intl';
import { UnreadItem } from '@/components/notices/unread-item';
import type { UnreadNotice } from '@/lib/core/monitoring';

/** Money may have come that nobody could read; nothing is shown while there is none. */
export function UnreadNotices({ notices }: { notices: readonly UnreadNotice[] }) {
  const t = useTranslations('monitors');
  if (notices.length === 0) return null;
  return (
    <section aria-labelledby="unread">
      <h2 id="unread" className="text-base">
        {t('unread')}
      </h2>
      <p className="mb-4 max-w-prose text-muted">{t('unreadText')}</p>
      <ul className="slip divide-y divide-line overflow-clip">
        {notices.map((notice) => (
          <UnreadItem key={notice.id} notice={notice} />
        ))}
      </ul>
    </section>
  );
}
