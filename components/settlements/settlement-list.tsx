import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import { Moment } from '@/components/ui/moment';
import type { Settlement } from '@/lib/core/ledger';

/** Recorded settlements, newest first, each with where it was paid to. */
export function SettlementList({ rows }: { rows: readonly Settlement[] }) {
  const t = useTranslations('settlements');
  const method = useTranslations('settlementMethod');
  return (
    <ul aria-label={t('records')} className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="space-y-1 px-4 py-3">
          <div className="flex items-start justify-between gap-4">
            <span className="min-w-0">
              <span className="break-all">
                {method(row.method)} {row.account}
              </span>{' '}
              <span className="break-words text-muted">{row.holder}</span>
            </span>
            <span className="figures font-medium whitespace-nowrap">{formatMoney(row.amount)}</span>
          </div>
          {row.note === '' ? null : <p className="break-words">{row.note}</p>}
          <p className="text-xs text-muted">
            <Moment at={row.at} /> · {t('number', { id: row.id })}
          </p>
        </li>
      ))}
    </ul>
  );
}
