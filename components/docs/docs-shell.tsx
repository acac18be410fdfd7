import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DocsNavigation } from '@/components/docs/docs-navigation';
import type { NavigationGroup } from '@/components/docs/views';
import { LanguageMenu, ThemeMenu } from '@/components/shell/preference-menu';
import { LinkButton } from '@/components/ui/link-button';
import { Mark } from '@/components/ui/mark';
import { PageLink } from '@/components/ui/page-link';
import { Reveal } from '@/components/ui/reveal';
import type { Theme } from '@/lib/auth/preferences';

interface DocsShellProps {
  theme: Theme;
  isSignedIn: boolean;
  groups: readonly NavigationGroup[];
  children: ReactNode;
}

/** The frame of the documentation, which needs no session. */
export function DocsShell({ theme, isSignedIn, groups, children }: DocsShellProps) {
  const t = useTranslations('docs');
  const common = useTranslations('common');
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-surface px-4 py-2 text-accent focus:not-sr-only focus:fixed focus:start-4 focus:top-2"
      >
        {common('skip')}
      </a>
      <header className="sticky top-0 z-20 border-b border-line bg-surface">
        <div className="mx-auto flex h-14 max-w-[1440px] items-center gap-1 px-4 lg:px-6">
          <PageLink href="/docs" className="me-auto flex min-w-0 items-center gap-2 text-base">
            <span className="text-accent">
              <Mark size={22} />
            </span>
            <span className="font-medium max-[399px]:sr-only">Matou</span>
            <span className="truncate text-muted">{t('title')}</span>
          </PageLink>
          <LanguageMenu />
          <ThemeMenu theme={theme} />
          <LinkButton size="sm" href={isSignedIn ? '/' : '/sign-in'}>
            {t(isSignedIn ? 'toAdmin' : 'signIn')}
          </LinkButton>
        </div>
      </header>
      <div className="mx-auto max-w-[1440px] lg:flex">
        <div className="px-4 pt-4 lg:hidden">
          <Reveal summary={t('contents')}>
            <DocsNavigation label={t('contents')} groups={groups} />
          </Reveal>
        </div>
        <aside className="sticky top-14 hidden max-h-[calc(100dvh-3.5rem)] w-60 shrink-0 overflow-y-auto p-4 pt-6 lg:block">
          <DocsNavigation label={t('contents')} groups={groups} />
        </aside>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 pt-6 pb-16 outline-none lg:px-6">
          {children}
        </main>
      </div>
    </>
  );
}
