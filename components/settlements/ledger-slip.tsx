import { ArrowRightLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LedgerList } from '@/components/settlements/ledger-list';
import { EmptyState } from '@/components/ui/empty-state';
import { Pages } from '@/components/ui/pages';
import type { LedgerEntry } from '@/lib/core/ledger';

interface LedgerSlipProps {
  ledger: { rows: readonly LedgerEntry[]; total: number };
  page: number;
  pageSize: number;
  hrefOf: (page: number) => string;
  linksOrders: boolean;
}

/** Why the balance is what it is. */
export function LedgerSlip({ ledger, linksOrders, ...pages }: LedgerSlipProps) {
  const t = useTranslations('settlements');
  return (
    <section className="slip overflow-clip">
      <div className="p-4">
        <h2 className="text-base">{t('ledger')}</h2>
        <p className="max-w-prose text-muted">{t('ledgerText')}</p>
      </div>
      {ledger.rows.length === 0 ? (
        <EmptyState icon={ArrowRightLeft} title={t('ledgerEmpty')} hint={t('ledgerEmptyHint')} />
      ) : (
        <>
          <LedgerList rows={ledger.rows} unit="money" label={t('ledger')} linksOrders={linksOrders} />
          <Pages {...pages} total={ledger.total} />
        </>
      )}
    </section>
  );
}
