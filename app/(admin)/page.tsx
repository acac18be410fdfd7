import { Receipt } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Checklist, STEPS, type Step } from '@/components/home/checklist';
import { HealthStrip } from '@/components/home/health-strip';
import { Today } from '@/components/home/today';
import { OrderList } from '@/components/orders/order-list';
import { toOrderRow } from '@/components/orders/order-row';
import { PlanWarning } from '@/components/plans/plan-warning';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { PageLink } from '@/components/ui/page-link';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant, requireUser } from '@/lib/auth/current-user';
import { listAccounts } from '@/lib/core/accounts';
import { countWaiting, searchArrivals } from '@/lib/core/arrivals';
import { callbackStandings, searchCallbacks } from '@/lib/core/callbacks';
import { describeKeys, getSettings } from '@/lib/core/merchants';
import { searchOrders, summariseDay } from '@/lib/core/orders';
import { planOf, quotaStanding } from '@/lib/core/plans';
import type { Mode } from '@/lib/core/vocabulary';

const LATEST = 8;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('home'))('title') };
}

async function readHealth(merchantId: number, mode: Mode) {
  const [accounts, arrivals, dead, waiting] = await Promise.all([
    listAccounts(merchantId, mode),
    searchArrivals({ merchantId, mode, page: 1, pageSize: 1 }),
    searchCallbacks({ merchantId, mode, state: 'dead', page: 1, pageSize: 1 }),
    countWaiting({ merchantId, mode }),
  ]);
  return {
    online: accounts.filter(({ isOnline }) => isOnline).length,
    accounts: accounts.filter(({ onlineSwitch }) => onlineSwitch !== 'off').length,
    lastArrival: arrivals.rows[0] ?? null,
    deadCallbacks: dead.total,
    waiting,
  };
}

/** What a merchant has behind him on the way to his first payment. */
async function readSteps(merchantId: number): Promise<ReadonlySet<Step>> {
  const [settings, accounts, keys, ...paid] = await Promise.all([
    getSettings(merchantId),
    listAccounts(merchantId, 'live'),
    describeKeys(merchantId),
    searchOrders({ merchantId, mode: 'live', status: 'paid', page: 1, pageSize: 1 }),
    searchOrders({ merchantId, mode: 'test', status: 'paid', page: 1, pageSize: 1 }),
  ]);
  const isDone: Record<Step, boolean> = {
    addresses: settings.notifyUrl !== null && settings.returnUrl !== null,
    account: accounts.some(({ isOnline }) => isOnline),
    test: paid.some(({ total }) => total > 0),
    keys: keys.some(({ mode, revealedAt }) => mode === 'live' && revealedAt !== null),
  };
  return new Set(STEPS.filter((step) => isDone[step]));
}

async function readLatest(merchantId: number, mode: Mode) {
  const { rows } = await searchOrders({ merchantId, mode, page: 1, pageSize: LATEST });
  const standings = await callbackStandings(
    merchantId,
    rows.map(({ id }) => id),
  );
  return rows.map((order) => toOrderRow(order, standings.get(order.id)));
}

export default async function HomePage() {
  if ((await requireUser()).role === 'operator') redirect('/operator');
  const [{ merchantId }, mode, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    getTranslations('home'),
  ]);
  const [health, today, yesterday, steps, latest, plan, standing] = await Promise.all([
    readHealth(merchantId, mode),
    summariseDay(merchantId, mode, 0),
    summariseDay(merchantId, mode, 1),
    readSteps(merchantId),
    readLatest(merchantId, mode),
    planOf(merchantId),
    quotaStanding(merchantId),
  ]);
  const isSettingUp = steps.size < STEPS.length;
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="space-y-4">
        <HealthStrip health={health} />
        {plan === null ? null : <PlanWarning plan={plan} standing={standing} href="/plan" />}
        <div className={`grid gap-4 ${isSettingUp ? 'lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]' : ''}`}>
          <Today today={today} yesterday={yesterday} />
          {isSettingUp ? <Checklist done={steps} /> : null}
        </div>
        <section className="slip overflow-clip">
          <header className="flex items-center justify-between gap-4 border-b border-line p-4 sm:px-6">
            <h2 className="text-base">{t('latest')}</h2>
            <PageLink href="/orders" className="text-accent hover:underline">
              {t('allOrders')}
            </PageLink>
          </header>
          {latest.length === 0 ? <NoOrders mode={mode} /> : <OrderList rows={latest} />}
        </section>
      </div>
    </>
  );
}

async function NoOrders({ mode }: { mode: Mode }) {
  const t = await getTranslations('orders');
  return (
    <EmptyState
      icon={Receipt}
      title={t('emptyTitle')}
      hint={t(mode === 'test' ? 'emptyTestHint' : 'emptyHint')}
    />
  );
}
