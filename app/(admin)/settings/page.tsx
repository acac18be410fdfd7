import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DefaultRule } from '@/components/rules/default-rule';
import { AddressForm } from '@/components/settings/address-form';
import { AmountSettingsForm } from '@/components/settings/amount-settings-form';
import { EpaySettings } from '@/components/settings/epay-settings';
import { FrameOriginsForm } from '@/components/settings/frame-origins-form';
import { OrderSettingsForm } from '@/components/settings/order-settings-form';
import { SettingSwitches } from '@/components/settings/setting-switches';
import { VmqSettings } from '@/components/settings/vmq-settings';
import { PageHeader } from '@/components/ui/page-header';
import { Slip } from '@/components/ui/slip';
import { requireMerchant } from '@/lib/auth/current-user';
import { listRules } from '@/lib/core/accounts';
import { countPlaces } from '@/lib/core/allocation';
import { getSettings, type MerchantSettings } from '@/lib/core/merchants';
import { fen } from '@/lib/platform/money';
import { makeDefault } from '../rules/actions';
import {
  checkAddress,
  saveAddresses,
  saveAmountSettings,
  saveEpaySettings,
  saveFrameOrigins,
  saveOrderSettings,
  saveSwitches,
  saveVmqSettings,
} from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') };
}

function placesWith(settings: MerchantSettings) {
  const [one, ten, hundred] = [1_00, 10_00, 100_00].map((price) => countPlaces(fen(price), settings));
  return { one: one ?? 0, ten: ten ?? 0, hundred: hundred ?? 0 };
}

export default async function SettingsPage() {
  const [{ merchantId }, t, rule] = await Promise.all([
    requireMerchant(),
    getTranslations('settings'),
    getTranslations('rules'),
  ]);
  const [settings, rules] = await Promise.all([getSettings(merchantId), listRules(merchantId)]);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="space-y-4">
          <Slip title={t('addresses')} description={t('addressesHint')}>
            <AddressForm settings={settings} save={saveAddresses} check={checkAddress} />
          </Slip>
          <Slip title={t('ordersTitle')}>
            <OrderSettingsForm settings={settings} save={saveOrderSettings} />
          </Slip>
          <Slip title={t('amounts.title')}>
            <AmountSettingsForm settings={settings} places={placesWith(settings)} save={saveAmountSettings} />
          </Slip>
          <Slip title={t('frames.title')} description={t('frames.description')}>
            <FrameOriginsForm settings={settings} save={saveFrameOrigins} />
          </Slip>
        </div>
        <div className="space-y-4">
          <Slip title={t('switches')} description={t('switchesHint')}>
            <SettingSwitches settings={settings} save={saveSwitches} />
          </Slip>
          {rules.length === 0 ? null : (
            <Slip title={rule('title')}>
              <DefaultRule rules={rules} action={makeDefault} />
            </Slip>
          )}
          <Slip title={t('epay.title')} description={t('epay.description')}>
            <EpaySettings settings={settings} save={saveEpaySettings} />
          </Slip>
          <Slip title={t('vmq.title')}>
            <VmqSettings settings={settings} save={saveVmqSettings} />
          </Slip>
        </div>
      </div>
    </>
  );
}
