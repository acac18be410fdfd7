import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import { PageLink } from '@/components/ui/page-link';
import type { MerchantSummary } from '@/lib/core/merchants';
import { fen } from '@/lib/platform/money';

export interface BalanceRow extends Pick<MerchantSummary, 'merchantId' | 'name' | 'pid'> {
  /** In fen. */
  readonly balance: number;
}

/** What is unsettled with each merchant; each leads to the page where it is recorded. */
export function BalanceList({ rows }: { rows: readonly BalanceRow[] }) {
  const t = useTranslations('settlements');
  return (
    <ul aria-label={t('merchants')} className="divide-y divide-line">
      {rows.map(({ merchantId, name, pid, balance }) => (
        <li key={merchantId}>
          <PageLink
            href={`/operator/merchants/${merchantId}/settlements`}
            className="flex min-h-14 items-center gap-4 px-4 py-3 hover:bg-default"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">{name}</span>
              <span className="figures block text-xs text-muted">PID {pid}</span>
            </span>
            <span className="text-end">
              <span className="block text-xs text-muted">{t('balance')}</span>
              <span className={`figures block ${balance < 0 ? 'text-attention' : ''}`}>
                {formatMoney(fen(balance))}
              </span>
            </span>
            <ChevronRight size={16} aria-hidden="true" className="shrink-0 text-muted" />
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
