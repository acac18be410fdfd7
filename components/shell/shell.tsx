import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { KeepAlive } from '@/components/shell/keep-alive';
import { ModeSwitch } from '@/components/shell/mode-switch';
import { LanguageMenu, ThemeMenu } from '@/components/shell/preference-menu';
import { BottomNavigation, SideNavigation } from '@/components/shell/side-navigation';
import { SignOutButton } from '@/components/shell/sign-out-button';
import { Mark } from '@/components/ui/mark';
import { PageLink } from '@/components/ui/page-link';
import type { Theme } from '@/lib/auth/preferences';
import type { Mode } from '@/lib/core/vocabulary';

interface ShellProps {
  role: 'merchant' | 'operator';
  /** Whose screens these are. */
  name: string;
  mode: Mode;
  theme: Theme;
  /** What stands over every page. */
  banners: ReactNode;
  children: ReactNode;
}

function TestStrip() {
  const t = useTranslations('mode');
  return (
    <p className="flex items-center justify-center gap-2 bg-test px-4 py-1 text-center text-xs leading-5 font-medium text-on-test">
      <FlaskConical size={14} aria-hidden="true" className="shrink-0" />
      {t('strip')}
    </p>
  );
}

function TopBar({ role, name, mode, theme, banners }: Omit<ShellProps, 'children'>) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-surface">
      {banners}
      {role === 'merchant' && mode === 'test' ? <TestStrip /> : null}
      <div className="flex h-14 items-center gap-1 px-4 lg:px-6">
        <PageLink href="/" className="me-auto flex min-w-0 items-center gap-2 text-base">
          <span className="text-accent">
            <Mark size={22} />
          </span>
          <span className="font-medium whitespace-nowrap max-[399px]:sr-only">Matou</span>
          <span className="hidden truncate text-muted sm:inline">{name}</span>
        </PageLink>
        {role === 'merchant' ? <ModeSwitch mode={mode} /> : null}
        <LanguageMenu />
        <ThemeMenu theme={theme} />
        <SignOutButton />
      </div>
    </header>
  );
}

/** The frame of every signed-in page: a bar above, places beside it or at the thumb. */
export function Shell({ children, ...bar }: ShellProps) {
  const t = useTranslations('common');
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-surface px-4 py-2 text-accent focus:not-sr-only focus:fixed focus:start-4 focus:top-2"
      >
        {t('skip')}
      </a>
      <TopBar {...bar} />
      <div className="mx-auto flex max-w-[1440px]">
        <aside className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-52 shrink-0 overflow-y-auto p-4 lg:block">
          <SideNavigation role={bar.role} />
        </aside>
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 flex-1 px-4 pt-6 pb-24 outline-none lg:px-6 lg:pb-12"
        >
          {children}
        </main>
      </div>
      <BottomNavigation role={bar.role} />
      <KeepAlive />
    </>
  );
}
