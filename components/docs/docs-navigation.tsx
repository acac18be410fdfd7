'use client';

import { usePathname } from 'next/navigation';
import type { NavigationGroup } from '@/components/docs/views';
import { PageLink } from '@/components/ui/page-link';

const LINK =
  'flex min-h-9 items-center rounded-md px-3 py-1 hover:bg-default hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent';

/** Pages, and under the open one its parts. */
export function DocsNavigation({ label, groups }: { label: string; groups: readonly NavigationGroup[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label}>
      <ul className="space-y-1">
        {groups.map(({ title, href, items }) => (
          <li key={href}>
            <PageLink
              href={href}
              aria-current={path === href ? 'page' : undefined}
              className={`${LINK} text-ink`}
            >
              {title}
            </PageLink>
            {path !== href || items.length === 0 ? null : (
              <ul className="my-1 ms-3 border-s border-line ps-1">
                {items.map((item) => (
                  <li key={item.href}>
                    <a href={item.href} className={`${LINK} text-muted`}>
                      {item.title}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
