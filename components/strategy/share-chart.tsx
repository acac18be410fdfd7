import { CircleOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { formatMoney } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import type { Share } from '@/lib/core/allocation';
import type { PayType } from '@/lib/core/vocabulary';

/** How the accounts of one way to pay share the simulated orders. */
export interface TypeShares {
  readonly type: PayType;
  readonly accounts: readonly (Share & { readonly label: string })[];
}

function Bars({ type, accounts }: TypeShares) {
  const t = useTranslations('strategy');
  const types = useTranslations('payType');
  const most = Math.max(1, ...accounts.map(({ count }) => count));
  return (
    <div className="flex flex-col gap-2">
      <table className="w-full table-fixed border-collapse">
        <caption className="pb-2 text-start font-medium">{types(type)}</caption>
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="w-[34%] pb-1 text-start font-normal">
              {t('account')}
            </th>
            <th scope="col" className="pb-1 text-start font-normal">
              {t('orders')}
            </th>
            <th scope="col" className="w-24 pb-1 text-end font-normal">
              {t('sum')}
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ accountId, label, count, sum }) => (
            <tr key={accountId}>
              <th scope="row" className="truncate py-1 pe-3 text-start font-normal">
                {label}
              </th>
              <td className="py-1">
                <span className="flex items-center gap-2">
                  <span
                    aria-hidden="true"
                    className="h-4 shrink rounded-sm bg-accent"
                    style={{ width: `${(count / most) * 100}%`, minWidth: count === 0 ? 0 : 2 }}
                  />
                  <span className="figures min-w-12 shrink-0 whitespace-nowrap">{t('count', { count })}</span>
                </span>
              </td>
              <td className="figures py-1 text-end">{formatMoney(sum)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {accounts.length === 1 ? (
        <Notice kind="attention">
          <p>{t('single')}</p>
        </Notice>
      ) : null}
    </div>
  );
}

/** A bar for every account, in the cells of a table that says the same in numbers. */
export function ShareChart({ shares }: { shares: readonly TypeShares[] }) {
  const t = useTranslations('strategy');
  if (shares.length === 0) return <EmptyState icon={CircleOff} title={t('noneTitle')} hint={t('noneHint')} />;
  return (
    <div className="flex flex-col gap-6">
      {shares.map((one) => (
        <Bars key={one.type} {...one} />
      ))}
    </div>
  );
}
