import { FlaskConical } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StartForm } from '@/components/test-payment/start-form';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { onlineTypes } from '@/lib/core/accounts';
import { PAY_TYPES } from '@/lib/core/vocabulary';
import { startTest } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('testPayment'))('title') };
}

export default async function TestPaymentPage() {
  const [{ merchantId }, mode, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    getTranslations('testPayment'),
  ]);
  const online = await onlineTypes(merchantId, 'live');
  // What can be paid stands first; the others answer with what is missing.
  const types = PAY_TYPES.toSorted((a, b) => Number(online.includes(b)) - Number(online.includes(a)));
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="slip max-w-3xl p-4 sm:p-6">
        {mode === 'live' ? (
          <StartForm types={types} action={startTest} />
        ) : (
          <EmptyState icon={FlaskConical} title={t('title')} hint={t('liveOnly')} />
        )}
      </div>
    </>
  );
}
