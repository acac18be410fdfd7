import { useNow, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { daysLeft, SOON_DAYS } from '@/components/plans/days-left';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import type { PlanView, QuotaStanding } from '@/lib/core/plans';

/** From here on a quota calls for attention, in percent. */
const NEAR = 80;

/** How much of the nearer limit of the day is used, in whole percent; 0 without limits. */
function percentUsed({ ordersToday, ordersPerDay, sumToday, sumPerDay }: QuotaStanding): number {
  const share = (used: number, max: number | null) => (max === null ? 0 : Math.floor((used * 100) / max));
  return Math.max(share(ordersToday, ordersPerDay), share(sumToday, sumPerDay));
}

interface PlanWarningProps {
  plan: PlanView;
  standing: QuotaStanding;
  /** Where the plan is shown and renewed, for pages that are not that place. */
  href?: string;
}

/** What a merchant must be told of his plan without asking: it is over, nearly over, or used up for today. */
export function PlanWarning({ plan, standing, href }: PlanWarningProps) {
  const t = useTranslations('plans');
  const days = daysLeft(plan.expiresAt, useNow());
  const percent = percentUsed(standing);
  const way =
    href === undefined ? null : (
      <PageLink href={href} className="inline-flex min-h-6 items-center text-accent underline">
        {t('see')}
      </PageLink>
    );
  const tell = (kind: 'loss' | 'attention', title: string, text: ReactNode) => (
    <Notice kind={kind} title={title}>
      <p>{text}</p>
      {way}
    </Notice>
  );
  if (plan.isExpired) return tell('loss', t('expiredTitle'), t('expiredText'));
  const isSoon = days < SOON_DAYS;
  return (
    <>
      {percent >= 100 ? tell('attention', t('spentTitle'), t('spentText')) : null}
      {percent >= NEAR && percent < 100
        ? tell('attention', t('nearTitle', { percent }), t('spentText'))
        : null}
      {isSoon
        ? tell('attention', days === 0 ? t('soonTodayTitle') : t('soonTitle', { days }), t('soonText'))
        : null}
    </>
  );
}
