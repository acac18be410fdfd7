import { ArrowLeft, QrCode } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CodeUpload } from '@/components/accounts/code-upload';
import { FixedCodeList } from '@/components/accounts/fixed-code-list';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { PageLink } from '@/components/ui/page-link';
import { Slip } from '@/components/ui/slip';
import { requireMerchant } from '@/lib/auth/current-user';
import { listAccounts, listFixedCodes } from '@/lib/core/accounts';
import { addCodes, dropCode } from '../../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('fixedCodes'))('title') };
}

interface CodesPageProps {
  params: Promise<{ id: string }>;
}

export default async function CodesPage({ params }: CodesPageProps) {
  const [{ merchantId }, { id }, t] = await Promise.all([
    requireMerchant(),
    params,
    getTranslations('fixedCodes'),
  ]);
  const account = (await listAccounts(merchantId, 'live')).find((one) => String(one.id) === id);
  if (account === undefined) notFound();
  const codes = await listFixedCodes({ merchantId, accountId: account.id });
  return (
    <>
      <PageLink href="/accounts" className="mb-2 inline-flex min-h-6 items-center gap-1 text-accent">
        <ArrowLeft size={16} aria-hidden="true" />
        {t('back')}
      </PageLink>
      <PageHeader title={t('titleOf', { label: account.label })} description={t('description')} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        <Slip title={t('addTitle')}>
          <CodeUpload
            accountId={account.id}
            wallet={account.type}
            productId={null}
            codes={codes.filter(({ productId }) => productId === null)}
            action={addCodes}
          />
        </Slip>
        <Slip title={t('list')}>
          {codes.length === 0 ? (
            <EmptyState icon={QrCode} title={t('emptyTitle')} hint={t('emptyHint')} />
          ) : (
            <FixedCodeList codes={codes} remove={dropCode} />
          )}
        </Slip>
      </div>
    </>
  );
}
