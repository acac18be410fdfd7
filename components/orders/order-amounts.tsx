import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import type { Order } from '@/lib/core/orders';

/** The price, and below it what was paid or is due, and what was given back. */
export function OrderAmounts({ order }: { order: Pick<Order, 'price' | 'payable' | 'paid' | 'refunded'> }) {
  const t = useTranslations('orders');
  const other = order.paid ?? order.payable;
  return (
    <span className="figures block text-end whitespace-nowrap">
      <span className={`block ${order.paid === null ? '' : 'font-medium'}`}>{formatMoney(order.price)}</span>
      {other === null ? null : (
        <span className={`block text-xs ${order.paid === null ? 'text-muted' : 'text-received'}`}>
          {t(order.paid === null ? 'payable' : 'paid')} {formatMoney(other)}
        </span>
      )}
      {order.refunded === 0 ? null : (
        <span className="block text-xs text-muted">
          {t('refunded')} {formatMoney(order.refunded)}
        </span>
      )}
    </span>
  );
}
