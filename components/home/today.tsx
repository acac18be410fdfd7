import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import type { DaySummary } from '@/lib/core/orders';

interface TodayProps {
  today: DaySummary;
  yesterday: DaySummary;
}

export function Today({ today, yesterday }: TodayProps) {
  const t = useTranslations('home');
  return (
    <section className="slip p-4 sm:p-6">
      <h2 className="text-sm font-normal text-muted">{t('today')}</h2>
      <p className="figures mt-1 text-3xl font-medium">{formatMoney(today.paidFen)}</p>
      <p className="figures mt-1">{t('todayCount', { count: today.paidCount })}</p>
      <p className="figures mt-4 text-xs text-muted">
        {t('yesterday', { sum: formatMoney(yesterday.paidFen), count: yesterday.paidCount })}
      </p>
      <p className="figures text-xs text-muted">
        {t('ratio', { placed: today.placedCount, paid: today.paidCount })}
      </p>
    </section>
  );
}
