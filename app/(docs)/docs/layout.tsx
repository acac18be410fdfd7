import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DocsShell } from '@/components/docs/docs-shell';
import { currentTheme } from '@/lib/auth/current-preferences';
import { findUser } from '@/lib/auth/current-user';
import { dialects } from '@/lib/dialects';
import { inLanguage } from './describe';

/** The frame of the documentation, which anybody may read. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const [user, theme, locale, t] = await Promise.all([
    findUser(),
    currentTheme(),
    getLocale(),
    getTranslations('docs'),
  ]);
  const spoken = Object.values(dialects).map(({ id, reference }) => {
    const { title, operations, notification, redirect } = reference;
    const items = [...operations, notification, redirect].map((one) => ({
      title: inLanguage(one.title, locale),
      href: `#${one.id}`,
    }));
    return { title: inLanguage(title, locale), href: `/docs/${id}`, items };
  });
  const pages = ['callbacks', 'test-mode', 'workbench'] as const;
  const groups = [
    { title: t('overview.title'), href: '/docs', items: [] },
    ...spoken,
    ...pages.map((page) => ({ title: t(`pages.${page}`), href: `/docs/${page}`, items: [] })),
  ];
  return (
    <DocsShell theme={theme} isSignedIn={user !== null} groups={groups}>
      {children}
    </DocsShell>
  );
}
