import './globals.css';
import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Providers } from '@/components/shell/providers';
import { dark, fontFamily, light, themeCss } from '@/components/theme/tokens';
import { currentTheme } from '@/lib/auth/current-preferences';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return {
    title: { default: 'Matou', template: '%s · Matou' },
    description: t('description'),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: light.surface },
    { media: '(prefers-color-scheme: dark)', color: dark.surface },
  ],
};

/** What only the server says stays on the server. */
async function wordsForBrowser() {
  const all = await getMessages();
  const {
    problem: _,
    fieldFault: __,
    diagnosis: ___,
    event: ____,
    docs: _____,
    workbench: ______,
    ...rest
  } = all;
  return rest;
}

const FONTS = `:root{--font-text:${fontFamily.text};--font-number:${fontFamily.number}}`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme, messages] = await Promise.all([getLocale(), currentTheme(), wordsForBrowser()]);
  return (
    <html lang={locale} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constants, the same bytes for everybody. */}
        <style dangerouslySetInnerHTML={{ __html: themeCss() + FONTS }} />
      </head>
      <body>
        <NextIntlClientProvider messages={messages}>
          <Providers locale={locale}>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
