import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { groupedPlaces } from '@/components/shell/navigation';
import { PageLink } from '@/components/ui/page-link';

/** Every place of a role, group by group: what the list beside the page is on wide screens. */
export function PlaceList({ role }: { role: 'merchant' | 'operator' }) {
  const t = useTranslations('nav');
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {groupedPlaces(role).map(({ group, places }) => (
        <section key={group} aria-label={group === 'top' ? t('label') : t(`group.${group}`)} className="slip">
          {group === 'top' ? null : (
            <h2 className="px-4 pt-3 pb-1 text-xs text-muted">{t(`group.${group}`)}</h2>
          )}
          <ul className="divide-y divide-line">
            {places.map(({ href, key, icon: Icon }) => (
              <li key={key}>
                <PageLink href={href} className="flex min-h-12 items-center gap-3 px-4 py-2 hover:bg-default">
                  <Icon size={18} aria-hidden="true" className="shrink-0 text-muted" />
                  <span className="min-w-0 flex-1">{t(key)}</span>
                  <ChevronRight size={16} aria-hidden="true" className="shrink-0 text-muted" />
                </PageLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
