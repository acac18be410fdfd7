import { CalendarClock, CircleCheck, CircleX } from 'lucide-react';
import { useNow, useTranslations } from 'next-intl';
import { daysLeft, SOON_DAYS } from '@/components/plans/days-left';
import { Status } from '@/components/ui/status';
import type { PlanView } from '@/lib/core/plans';

/** How long a plan still lasts. */
export function PlanEnd({ plan }: { plan: Pick<PlanView, 'expiresAt' | 'isExpired'> }) {
  const t = useTranslations('plans');
  const days = daysLeft(plan.expiresAt, useNow());
  if (plan.isExpired) {
    return (
      <Status tone="loss" icon={CircleX}>
        {t('expired')}
      </Status>
    );
  }
  const isSoon = days < SOON_DAYS;
  return (
    <Status tone={isSoon ? 'attention' : 'calm'} icon={isSoon ? CalendarClock : CircleCheck}>
      {days === 0 ? t('endsToday') : t('daysLeft', { days })}
    </Status>
  );
}
