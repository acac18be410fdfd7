import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { TypeShares } from '@/components/strategy/share-chart';
import { StrategyForm } from '@/components/strategy/strategy-form';
import { PageHeader } from '@/components/ui/page-header';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { type AccountView, listAccounts } from '@/lib/core/accounts';
import { simulateStrategy } from '@/lib/core/allocation';
import { getSettings } from '@/lib/core/merchants';
import { PAY_TYPES, type Strategy } from '@/lib/core/vocabulary';
import { saveStrategy } from './actions';

const ORDERS = 100;
/** Any number does: it only has to stay the same. */
const SEED = 20_261_121;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('strategy'))('title') };
}

function sharesOf(strategy: Strategy, accounts: readonly AccountView[]): TypeShares[] {
  return PAY_TYPES.flatMap((type) => {
    const online = accounts.filter((account) => account.isOnline && account.type === type);
    const accountIds = online.map(({ id }) => id);
    const labels = new Map(online.map(({ id, label }) => [id, label]));
    const shares = simulateStrategy({ strategy, accountIds, orders: ORDERS, seed: SEED });
    const named = shares.map((share) => ({ ...share, label: labels.get(share.accountId) ?? '' }));
    return named.length === 0 ? [] : [{ type, accounts: named }];
  });
}

export default async function StrategyPage() {
  const [{ merchantId }, mode, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    getTranslations('strategy'),
  ]);
  const [{ strategy }, accounts] = await Promise.all([
    getSettings(merchantId),
    listAccounts(merchantId, mode),
  ]);
  const shares = {
    smart: sharesOf('smart', accounts),
    even: sharesOf('even', accounts),
    random: sharesOf('random', accounts),
  };
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <StrategyForm current={strategy} shares={shares} action={saveStrategy} />
    </>
  );
}
