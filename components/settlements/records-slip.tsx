import { useTranslations } from 'next-intl';
import { SettlementList } from '@/components/settlements/settlement-list';
import { Pages } from '@/components/ui/pages';
import type { Settlement } from '@/lib/core/ledger';

interface RecordsSlipProps {
  settlements: { rows: readonly Settlement[]; total: number };
  page: number;
  pageSize: number;
  hrefOf: (page: number) => string;
}

export function RecordsSlip({ settlements, ...pages }: RecordsSlipProps) {
  const t = useTranslations('settlements');
  return (
    <section className="slip overflow-clip">
      <h2 className="px-4 pt-4 pb-2 text-base">{t('records')}</h2>
      {settlements.rows.length === 0 ? (
        <p className="px-4 pb-4 text-muted">{t('recordsEmpty')}</p>
      ) : (
        <>
          <SettlementList rows={settlements.rows} />
          <Pages {...pages} total={settlements.total} />
        </>
      )}
    </section>
  );
}
