'use client';

import { Button, Spinner } from '@heroui/react';
import { CirclePause, UserRoundCog } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { formatTime } from '@/components/ui/format';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';

export interface ActingNow {
  readonly merchantId: number;
  readonly merchantName: string;
  readonly mayChange: boolean;
  readonly expiresAt: Date;
}

interface ActingBannerProps {
  acting: ActingNow;
  end: Action<null>;
}

/** Over every page while an operator acts as a merchant. When the time is up the page is left by itself. */
export function ActingBanner({ acting, end }: ActingBannerProps) {
  const t = useTranslations('standing');
  const { merchantId, merchantName, mayChange, expiresAt } = acting;
  const { run, isPending } = useAction(
    end,
    () => window.location.assign(`/operator/merchants/${merchantId}`),
    { refreshes: false },
  );
  useEffect(() => {
    const leave = () => window.location.assign('/');
    const timer = setTimeout(leave, Math.max(0, expiresAt.getTime() - Date.now()) + 1_000);
    return () => clearTimeout(timer);
  }, [expiresAt]);
  return (
    <section
      aria-label={t('actingAs', { merchant: merchantName })}
      className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b border-attention bg-attention-soft px-4 py-1 text-ink"
    >
      <UserRoundCog size={16} aria-hidden="true" className="shrink-0 text-attention" />
      <p className="min-w-0 text-xs leading-5">
        <span className="font-medium break-words">{t('actingAs', { merchant: merchantName })}</span>
        {' · '}
        {t(mayChange ? 'actingChanges' : 'actingReads')}
        {' · '}
        <span className="figures">{t('actingUntil', { time: formatTime(expiresAt).slice(11, 16) })}</span>
      </p>
      <Button size="sm" variant="outline" isPending={isPending} onPress={() => run({})}>
        {isPending ? <Spinner size="sm" color="current" /> : null}
        {t('actingEnd')}
      </Button>
    </section>
  );
}

export function SuspendedBanner({ reason }: { reason: string }) {
  const t = useTranslations('standing');
  return (
    <section
      aria-label={t('suspendedTitle')}
      className="flex items-start justify-center gap-2 border-b border-loss bg-loss-soft px-4 py-2 text-ink"
    >
      <CirclePause size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-loss" />
      <p className="min-w-0 text-xs leading-5 break-words">
        <span className="font-medium">{t('suspendedTitle')}</span> {t('suspendedText', { reason })}
      </p>
    </section>
  );
}
