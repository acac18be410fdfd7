import { Link2 } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AddLinkDialog } from '@/components/quick-pay/link-dialogs';
import { LinkList } from '@/components/quick-pay/link-list';
import { QuickPaySwitch } from '@/components/quick-pay/quick-pay-switch';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { getSettings } from '@/lib/core/merchants';
import { listLinks } from '@/lib/core/quick-pay';
import { addLink, switchQuickPay, turnOneLink } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('quickPay'))('title') };
}

export default async function QuickPayPage() {
  const [{ merchantId }, mode, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    getTranslations('quickPay'),
  ]);
  const [links, { isQuickPayOpen }] = await Promise.all([
    listLinks(merchantId, mode),
    getSettings(merchantId),
  ]);
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<AddLinkDialog action={addLink} />}
      />
      <QuickPaySwitch isOpen={isQuickPayOpen} action={switchQuickPay} />
      {links.length === 0 ? (
        <div className="slip">
          <EmptyState icon={Link2} title={t('emptyTitle')} hint={t('emptyHint')} />
        </div>
      ) : (
        <LinkList links={links} isOpen={isQuickPayOpen} turn={turnOneLink} />
      )}
    </>
  );
}
