'use client';

import { LayoutGrid } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { groupedPlaces, PLACES, type Place, placeOf } from '@/components/shell/navigation';
import { PageLink } from '@/components/ui/page-link';

interface NavigationProps {
  role: 'merchant' | 'operator';
}

function SideLink({ place: { href, key, icon: Icon }, isHere }: { place: Place; isHere: boolean }) {
  const t = useTranslations('nav');
  return (
    <PageLink
      href={href}
      aria-current={isHere ? 'page' : undefined}
      className="flex min-h-9 items-center gap-3 rounded-md px-3 text-muted hover:bg-default hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent"
    >
      <Icon size={18} aria-hidden="true" className="shrink-0" />
      {t(key)}
    </PageLink>
  );
}

/** The list of places beside the page, on wide screens. */
export function SideNavigation({ role }: NavigationProps) {
  const t = useTranslations('nav');
  const here = placeOf(usePathname(), PLACES[role]);
  return (
    <nav aria-label={t('label')} className="flex flex-col gap-1">
      {groupedPlaces(role).map(({ group, places }) => (
        <div key={group}>
          {group === 'top' ? null : (
            <p className="px-3 pt-3 pb-1 text-xs text-muted">{t(`group.${group}`)}</p>
          )}
          {places.map((place) => (
            <SideLink key={place.key} place={place} isHere={here?.key === place.key} />
          ))}
        </div>
      ))}
    </nav>
  );
}

const THUMB =
  'flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-muted aria-[current=page]:text-accent';

/** The places that are used most, at the thumb, on phones; the last one leads to all of them. */
export function BottomNavigation({ role }: NavigationProps) {
  const t = useTranslations('nav');
  const here = placeOf(usePathname(), PLACES[role]);
  const all: readonly Place[] = PLACES[role];
  const places = all.filter(({ isPrimary }) => isPrimary);
  const isElsewhere = !places.some(({ key }) => key === here?.key);
  return (
    <nav
      aria-label={t('label')}
      className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {places.map(({ href, key, icon: Icon }) => (
        <PageLink
          key={key}
          href={href}
          aria-current={here?.key === key ? 'page' : undefined}
          className={THUMB}
        >
          <Icon size={20} aria-hidden="true" />
          {t(key)}
        </PageLink>
      ))}
      <PageLink href="/more" aria-current={isElsewhere ? 'page' : undefined} className={THUMB}>
        <LayoutGrid size={20} aria-hidden="true" />
        {t('more')}
      </PageLink>
    </nav>
  );
}
