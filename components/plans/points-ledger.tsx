import { ArrowRightLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LedgerList } from '@/components/settlements/ledger-list';
import { EmptyState } from '@/components/ui/empty-state';
import { Pages } from '@/components/ui/pages';
import type { LedgerEntry, PointTransferKind } from '@/lib/core/ledger';

interface PointsLedgerProps {
  ledger: { rows: readonly LedgerEntry<PointTransferKind>[]; total: number };
  page: number;
  pageSize: number;
  hrefOf: (page: number) => string;
}

/** Why the points are what they are. */
export function PointsLedger({ ledger, ...pages }: PointsLedgerProps) {
  const t = useTranslations('plans');
  return (
    <section className="slip overflow-clip">
      <div className="p-4 sm:px-6">
        <h2 className="text-base">{t('ledger')}</h2>
        <p className="max-w-prose text-muted">{t('ledgerText')}</p>
      </div>
      {ledger.rows.length === 0 ? (
        <EmptyState icon={ArrowRightLeft} title={t('ledgerEmpty')} hint={t('ledgerEmptyHint')} />
      ) : (
        <>
          <LedgerList rows={ledger.rows} unit="points" label={t('ledger')} linksOrders={false} />
          <Pages {...pages} total={ledger.total} />
        </>
      )}
    </section>
  );
}
