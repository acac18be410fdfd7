import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import { HiddenText } from '@/components/ui/hidden-text';
import { Slip } from '@/components/ui/slip';
import type { Action } from '@/lib/auth/action-result';
import type { Goods } from '@/lib/core/catalogue';

interface GoodsRow extends Omit<Goods, 'keys'> {
  readonly maskedKeys: readonly string[];
}

interface OrderGoodsProps {
  orderId: number;
  rows: readonly GoodsRow[];
  reveal: Action<string>;
}

function Keys({ orderId, row, reveal }: Omit<OrderGoodsProps, 'rows'> & { row: GoodsRow }) {
  const t = useTranslations('order');
  return (
    <ul aria-label={t('goodsKeys')} className="mt-1 rounded-md bg-sunken px-2">
      {row.maskedKeys.map((masked, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a delivered key keeps its place.
        <li key={index}>
          <HiddenText
            masked={masked}
            name={t('goodsKey', { place: index + 1 })}
            action={reveal}
            input={{ orderId, productId: row.productId, place: index }}
          />
        </li>
      ))}
    </ul>
  );
}

/** What was ordered, at the prices of that moment, and the keys that went to the buyer. */
export function OrderGoods({ orderId, rows, reveal }: OrderGoodsProps) {
  const t = useTranslations('order');
  return (
    <Slip title={t('goodsTitle')}>
      <ul className="space-y-3">
        {rows.map((row) => (
          <li key={row.productId}>
            <div className="flex justify-between gap-4">
              <span className="min-w-0">{row.name}</span>
              <span className="figures whitespace-nowrap">
                {t('goodsLine', { price: formatMoney(row.unitPrice), quantity: row.quantity })}
              </span>
            </div>
            {row.maskedKeys.length === 0 ? null : <Keys orderId={orderId} row={row} reveal={reveal} />}
            {row.owed === 0 ? null : (
              <p className="text-xs text-attention">{t('goodsOwed', { count: row.owed })}</p>
            )}
          </li>
        ))}
      </ul>
    </Slip>
  );
}
