import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { createLoader, createSerializer, type SearchParams } from 'nuqs/server';
import { Balance } from '@/components/settlements/balance';
import { LedgerSlip } from '@/components/settlements/ledger-slip';
import { type Profile, ProfileFacts } from '@/components/settlements/profile-facts';
import { RecordSettlementDialog } from '@/components/settlements/record-settlement-dialog';
import { RecordsSlip } from '@/components/settlements/records-slip';
import { settlementSearchParams } from '@/components/settlements/settlement-search-params';
import { PageHeader } from '@/components/ui/page-header';
import { PageLink } from '@/components/ui/page-link';
import { Slip } from '@/components/ui/slip';
import { requireOperator } from '@/lib/auth/current-user';
import { DomainError } from '@/lib/core/errors';
import { balanceOf, listSettlements, listTransfers } from '@/lib/core/ledger';
import { getSettings, type MerchantSettings } from '@/lib/core/merchants';
import { fen } from '@/lib/platform/money';
import { noteSettlement } from './actions';

const LEDGER_PAGE = 20;
const RECORDS_PAGE = 10;

const load = createLoader(settlementSearchParams);
const serialize = createSerializer(settlementSearchParams);

interface MerchantSettlementsPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settlements'))('title') };
}

async function settingsOf(merchantId: number): Promise<MerchantSettings> {
  try {
    return await getSettings(merchantId);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

function profileOf(settings: MerchantSettings): Profile | null {
  const { settlementMethod: method, settlementAccount: account, settlementHolder: holder } = settings;
  return method === null || account === null || holder === null ? null : { method, account, holder };
}

/** Only live money is settled, so that only it stands here. */
export default async function MerchantSettlementsPage({
  params,
  searchParams,
}: MerchantSettlementsPageProps) {
  await requireOperator();
  const [{ id }, search, t] = await Promise.all([params, load(searchParams), getTranslations('settlements')]);
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  const merchantId = Number(id);
  const settings = await settingsOf(merchantId);
  const profile = profileOf(settings);
  const page = search.page ?? 1;
  const records = search.records ?? 1;
  const [balance, ledger, settlements] = await Promise.all([
    balanceOf(merchantId, 'live', 'balance'),
    listTransfers({ merchantId, mode: 'live', page, pageSize: LEDGER_PAGE }),
    listSettlements({ merchantId, mode: 'live', page: records, pageSize: RECORDS_PAGE }),
  ]);
  const path = `/operator/merchants/${merchantId}/settlements`;
  return (
    <>
      <PageLink
        href="/operator/settlements"
        className="mb-2 inline-flex min-h-6 items-center gap-1 text-accent"
      >
        <ArrowLeft size={16} aria-hidden="true" />
        {t('back')}
      </PageLink>
      <PageHeader
        title={t('titleOf', { merchant: settings.name })}
        actions={
          profile === null || balance <= 0 ? undefined : (
            <RecordSettlementDialog
              merchantId={merchantId}
              merchantName={settings.name}
              balance={fen(balance)}
              profile={profile}
              action={noteSettlement}
            />
          )
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="space-y-4">
          <section className="slip p-4 sm:p-6">
            <Balance balance={balance} isForOperator />
          </section>
          <LedgerSlip
            ledger={ledger}
            page={page}
            pageSize={LEDGER_PAGE}
            hrefOf={(other) => serialize(path, { ...search, page: other === 1 ? null : other })}
            linksOrders={false}
          />
        </div>
        <div className="space-y-4">
          <Slip title={t('profile')}>
            {profile === null ? (
              <p className="text-muted">{t('profileMissing')}</p>
            ) : (
              <ProfileFacts profile={profile} />
            )}
          </Slip>
          <RecordsSlip
            settlements={settlements}
            page={records}
            pageSize={RECORDS_PAGE}
            hrefOf={(other) => serialize(path, { ...search, records: other === 1 ? null : other })}
          />
        </div>
      </div>
    </>
  );
}
