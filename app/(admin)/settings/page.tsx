import { ChevronRight, KeyRound, Landmark, Link2, type LucideIcon, ShieldCheck } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { AddressForm } from '@/components/settings/address-form';
import { EpaySettings } from '@/components/settings/epay-settings';
import { OrderSettingsForm } from '@/components/settings/order-settings-form';
import { SettingSwitches } from '@/components/settings/setting-switches';
import { PageHeader } from '@/components/ui/page-header';
import { Slip } from '@/components/ui/slip';
import { requireMerchant } from '@/lib/auth/current-user';
import { getSettings } from '@/lib/core/merchants';
import { checkAddress, saveAddresses, saveEpaySettings, saveOrderSettings, saveSwitches } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') };
}

interface MoreProps {
  href: string;
  icon: LucideIcon;
  title: string;
  hint: string;
}

function More({ href, icon: Icon, title, hint }: MoreProps) {
  return (
    <Link href={href} className="flex min-h-14 items-center gap-3 px-4 py-3 hover:bg-default sm:px-6">
      <Icon size={18} aria-hidden="true" className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1">
        {title}
        <span className="block text-xs text-muted">{hint}</span>
      </span>
      <ChevronRight size={16} aria-hidden="true" className="shrink-0 text-muted" />
    </Link>
  );
}

export default async function SettingsPage() {
  const [{ merchantId }, t] = await Promise.all([requireMerchant(), getTranslations('settings')]);
  const settings = await getSettings(merchantId);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Slip title={t('addresses')} description={t('addressesHint')}>
          <AddressForm settings={settings} save={saveAddresses} check={checkAddress} />
        </Slip>
        <div className="space-y-4">
          <Slip title={t('switches')} description={t('switchesHint')}>
            <SettingSwitches settings={settings} save={saveSwitches} />
          </Slip>
          <Slip title={t('ordersTitle')}>
            <OrderSettingsForm settings={settings} save={saveOrderSettings} />
          </Slip>
          <Slip title={t('epay.title')} description={t('epay.description')}>
            <EpaySettings settings={settings} save={saveEpaySettings} />
          </Slip>
          <nav aria-label={t('more')} className="slip divide-y divide-line overflow-clip">
            <More href="/settings/keys" icon={KeyRound} title={t('keysLink')} hint={t('keysLinkHint')} />
            <More href="/quick-pay" icon={Link2} title={t('quickPayLink')} hint={t('quickPayLinkHint')} />
            <More
              href="/settlements"
              icon={Landmark}
              title={t('settlementsLink')}
              hint={t('settlementsLinkHint')}
            />
            <More
              href="/settings/security"
              icon={ShieldCheck}
              title={t('securityLink')}
              hint={t('securityLinkHint')}
            />
          </nav>
        </div>
      </div>
    </>
  );
}
