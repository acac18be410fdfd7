import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import type { LinkSummary } from '@/lib/core/quick-pay';

/** From looks to money, since the link was made. */
export function LinkNumbers({ viewCount, orderCount, paidCount, paid }: Omit<LinkSummary, 'link' | 'state'>) {
  const t = useTranslations('quickPay');
  const numbers = [
    [t('views'), String(viewCount)],
    [t('orders'), String(orderCount)],
    [t('payments'), String(paidCount)],
    [t('sum'), formatMoney(paid)],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
      {numbers.map(([label, value]) => (
        <div key={label} className="min-w-0 sm:last:text-end">
          <dt className="text-xs text-muted">{label}</dt>
          <dd className="figures">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
