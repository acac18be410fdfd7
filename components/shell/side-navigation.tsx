'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PLACES, placeOf } from '@/components/shell/navigation';

interface NavigationProps {
  role: 'merchant' | 'operator';
}

/** The list of places beside the page, on wide screens. */
export function SideNavigation({ role }: NavigationProps) {
  const t = useTranslations('nav');
  const here = placeOf(usePathname(), PLACES[role]);
  return (
    <nav aria-label={t('label')} className="flex flex-col gap-1">
      {PLACES[role].map(({ href, key, icon: Icon }) => (
        <Link
          key={key}
          href={href}
          aria-current={here?.key === key ? 'page' : undefined}
          className="flex min-h-10 items-center gap-3 rounded-md px-3 text-muted hover:bg-default hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent"
        >
          <Icon size={18} aria-hidden="true" className="shrink-0" />
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}

/** The same places at the thumb, on phones. */
export function BottomNavigation({ role }: NavigationProps) {
  const t = useTranslations('nav');
  const path = usePathname();
  const places = PLACES[role].filter(({ isPrimary }) => isPrimary);
  const here = placeOf(path, places);
  return (
    <nav
      aria-label={t('label')}
      className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {places.map(({ href, key, icon: Icon }) => (
        <Link
          key={key}
          href={href}
          aria-current={here?.key === key ? 'page' : undefined}
          className="flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-muted aria-[current=page]:text-accent"
        >
          <Icon size={20} aria-hidden="true" />
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}
