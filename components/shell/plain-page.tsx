import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkButton } from '@/components/ui/link-button';
import { Mark } from '@/components/ui/mark';

interface PlainPageProps {
  code: string;
  title: string;
  text: string;
  /** Instead of the way home. */
  action?: ReactNode;
}

/** A page that says one thing: not found, not allowed, broken. */
export function PlainPage({ code, title, text, action }: PlainPageProps) {
  const t = useTranslations('common');
  return (
    <div className="flex min-h-[70vh] flex-col items-center justify-center gap-4 p-6 text-center">
      <span className="text-accent">
        <Mark size={40} />
      </span>
      <p className="figures text-muted">{code}</p>
      <h1 className="text-xl">{title}</h1>
      <p className="max-w-prose text-muted">{text}</p>
      {action ?? <LinkButton href="/">{t('home')}</LinkButton>}
    </div>
  );
}
