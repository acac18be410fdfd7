import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatPoints } from '@/components/plans/format-points';
import { Slip } from '@/components/ui/slip';

/** What a merchant has to spend. */
export function PointsBalance({ points, actions }: { points: number; actions?: ReactNode }) {
  const t = useTranslations('plans');
  return (
    <Slip title={t('balance')} actions={actions}>
      <p className="figures text-3xl font-medium">{formatPoints(points)}</p>
      <p className="max-w-prose text-muted">{t('balanceText')}</p>
    </Slip>
  );
}
