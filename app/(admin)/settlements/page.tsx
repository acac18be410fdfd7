import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, createSerializer, type SearchParams } from 'nuqs/server';
import { Balance } from '@/components/settlements/balance';
import { LedgerSlip } from '@/components/settlements/ledger-slip';
import { ProfileForm } from '@/components/settlements/profile-form';
import { RecordsSlip } from '@/components/settlements/records-slip';
import { settlementSearchParams } from '@/components/settlements/settlement-search-params';
import { PageHeader } from '@/components/ui/page-header';
import { Slip } from '@/components/ui/slip';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { balanceOf, listSettlements, listTransfers } from '@/lib/core/ledger';
import { getSettings } from '@/lib/core/merchants';
import { saveProfile } from './actions';

const LEDGER_PAGE = 20;
const RECORDS_PAGE = 10;

const load = createLoader(settlementSearchParams);
const serialize = createSerializer(settlementSearchParams);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settlements'))('title') };
}

interface SettlementsPageProps {
  searchParams: Promise<SearchParams>;
}

export default async function SettlementsPage({ searchParams }: SettlementsPageProps) {
  const [{ merchantId }, mode, search, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    load(searchParams),
    getTranslations('settlements'),
  ]);
  const page = search.page ?? 1;
  const records = search.records ?? 1;
  const [balance, settings, ledger, settlements] = await Promise.all([
    balanceOf(merchantId, mode, 'balance'),
    getSettings(merchantId),
    listTransfers({ merchantId, mode, page, pageSize: LEDGER_PAGE }),
    listSettlements({ merchantId, mode, page: records, pageSize: RECORDS_PAGE }),
  ]);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="space-y-4">
          <section className="slip p-4 sm:p-6">
            <Balance balance={balance} isTest={mode === 'test'} />
          </section>
          <LedgerSlip
            ledger={ledger}
            page={page}
            pageSize={LEDGER_PAGE}
            hrefOf={(other) => serialize('/settlements', { ...search, page: other === 1 ? null : other })}
            linksOrders
          />
        </div>
        <div className="space-y-4">
          <Slip title={t('profile')} description={t('profileText')}>
            <ProfileForm settings={settings} save={saveProfile} />
          </Slip>
          <RecordsSlip
            settlements={settlements}
            page={records}
            pageSize={RECORDS_PAGE}
            hrefOf={(other) => serialize('/settlements', { ...search, records: other === 1 ? null : other })}
          />
        </div>
      </div>
    </>
  );
}
