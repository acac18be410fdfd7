import { useTranslations } from 'next-intl';
import { PageLink } from '@/components/ui/page-link';
import type { SessionCounts } from '@/lib/core/sessions';

interface SessionTabsProps {
  shown: 'online' | 'offline';
  counts: SessionCounts;
}

/** Two lists, each with its own address. */
export function SessionTabs({ shown, counts }: SessionTabsProps) {
  const t = useTranslations('sessions');
  const tabs = [
    { id: 'online', href: '/sessions', name: t('tabOnline', { count: counts.online }) },
    { id: 'offline', href: '/sessions?status=offline', name: t('tabOffline', { count: counts.offline }) },
  ] as const;
  return (
    <nav aria-label={t('tabs')} className="mb-4 flex gap-1 border-b border-line">
      {tabs.map(({ id, href, name }) => (
        <PageLink
          key={id}
          href={href}
          aria-current={id === shown ? 'page' : undefined}
          className="-mb-px inline-flex min-h-11 items-center border-b-2 border-transparent px-3 text-muted aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {name}
        </PageLink>
      ))}
    </nav>
  );
}
