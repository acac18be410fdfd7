import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LanguageMenu, ThemeMenu } from '@/components/shell/preference-menu';
import { SignInForm } from '@/components/shell/sign-in-form';
import { Mark } from '@/components/ui/mark';
import { currentTheme } from '@/lib/auth/current-preferences';
import { findUser } from '@/lib/auth/current-user';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') };
}

export default async function SignInPage() {
  const [user, theme, t] = await Promise.all([findUser(), currentTheme(), getTranslations('signIn')]);
  if (user !== null) redirect('/');
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center p-4">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-3">
          <span className="text-accent">
            <Mark size={36} />
          </span>
          <div>
            <h1 className="text-xl leading-7">{t('heading')}</h1>
            <p className="text-muted">{t('lead')}</p>
          </div>
        </div>
        <div className="slip p-6">
          <SignInForm />
        </div>
        <div className="mt-4 flex justify-center gap-2">
          <LanguageMenu />
          <ThemeMenu theme={theme} />
        </div>
      </div>
    </main>
  );
}
