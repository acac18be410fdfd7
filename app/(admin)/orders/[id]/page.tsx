import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { mask } from '@/components/catalogue/card-row';
import { CallbackSummary } from '@/components/orders/callback-summary';
import { OrderActions } from '@/components/orders/order-actions';
import { OrderDetails } from '@/components/orders/order-details';
import { OrderGoods } from '@/components/orders/order-goods';
import { OrderStatus } from '@/components/orders/order-status';
import { RefundDialog } from '@/components/orders/refund-dialog';
import { RefundList } from '@/components/orders/refund-list';
import { Timeline } from '@/components/orders/timeline';
import { timelineOf } from '@/components/orders/timeline-entries';
import { formatMoney } from '@/components/ui/format';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { Slip } from '@/components/ui/slip';
import { requireMerchant } from '@/lib/auth/current-user';
import { listAccounts, listMonitors } from '@/lib/core/accounts';
import { arrivalsOfOrder } from '@/lib/core/arrivals';
import { callbackOfOrder } from '@/lib/core/callbacks';
import { goodsOfOrder } from '@/lib/core/catalogue';
import { eventsOfOrder, findOrder, isOpen, isPaid, type Order } from '@/lib/core/orders';
import { canChannelRefund, refundsOfOrder } from '@/lib/core/refunds';
import { type Fen, fen } from '@/lib/platform/money';
import { endOrder, giveBack, resendCallback, settleOrder } from './actions';
import { revealKey } from './reveal-key';

interface OrderPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: OrderPageProps): Promise<Metadata> {
  return { title: (await getTranslations('order'))('title', { id: (await params).id }) };
}

async function readStory(order: Order) {
  const key = { merchantId: order.merchantId, orderId: order.id };
  const [events, arrivals, callback, refunds, accounts, monitors] = await Promise.all([
    eventsOfOrder(key),
    arrivalsOfOrder(key),
    callbackOfOrder(key),
    refundsOfOrder(key),
    listAccounts(order.merchantId, order.mode),
    listMonitors(order.merchantId),
  ]);
  const names = {
    accounts: new Map(accounts.map(({ id, label }) => [id, label])),
    monitors: new Map(monitors.map(({ id, name }) => [id, name])),
  };
  return { entries: timelineOf({ order, events, arrivals, callback }), arrivals, callback, refunds, names };
}

/** What could still be given back of it. */
function refundableOf({ status, paid, refunded }: Order): Fen {
  return fen(status === 'paid' ? (paid ?? 0) - refunded : 0);
}

async function OrderedGoods({ order }: { order: Order }) {
  const goods = await goodsOfOrder({ merchantId: order.merchantId, orderId: order.id });
  if (goods.length === 0) return null;
  const rows = goods.map(({ keys, ...line }) => ({ ...line, maskedKeys: keys.map(mask) }));
  return <OrderGoods orderId={order.id} rows={rows} reveal={revealKey} />;
}

export default async function OrderPage({ params }: OrderPageProps) {
  const [{ merchantId }, { id }, t] = await Promise.all([
    requireMerchant(),
    params,
    getTranslations('order'),
  ]);
  const order = /^\d{16}$/.test(id) ? await findOrder({ merchantId, orderId: Number(id) }) : null;
  if (order === null) notFound();
  const { entries, arrivals, callback, refunds, names } = await readStory(order);
  const left = refundableOf(order);
  const hasLateArrival = !isPaid(order) && arrivals.some(({ outcome }) => outcome === 'late');
  const accountLabel = order.accountId === null ? null : (names.accounts.get(order.accountId) ?? null);
  return (
    <>
      <PageLink href="/orders" className="mb-2 inline-flex min-h-6 items-center gap-1 text-accent">
        <ArrowLeft size={16} aria-hidden="true" />
        {t('back')}
      </PageLink>
      <header className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <div>
          <OrderStatus order={order} />
          <p className="figures mt-2 text-3xl font-medium">
            {formatMoney(order.paid ?? order.payable ?? order.price)}
          </p>
          <h1 className="figures text-sm font-normal text-muted">{t('title', { id: order.id })}</h1>
        </div>
        <div className="flex flex-wrap gap-2">
          <OrderActions
            orderId={order.id}
            due={formatMoney(order.payable ?? order.price)}
            canSettle={!isPaid(order)}
            canResend={callback !== null}
            canClose={isOpen(order)}
            verbs={{ settle: settleOrder, resend: resendCallback, close: endOrder }}
          />
          {left > 0 ? (
            <RefundDialog
              orderId={order.id}
              left={left}
              type={order.type}
              way={(await canChannelRefund(order)) ? 'channel' : 'manual'}
              isTest={order.mode === 'test'}
              hasGoods={order.goods !== null}
              action={giveBack}
            />
          ) : null}
        </div>
      </header>
      <div className="space-y-4">
        {hasLateArrival ? (
          <Notice kind="attention" title={t('lateTitle')}>
            <p>{t('lateText')}</p>
            <LinkButton href="/inbox?outcome=late" size="sm" className="mt-1">
              {t('lateAction')}
            </LinkButton>
          </Notice>
        ) : null}
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
          <Slip title={t('timeline')}>
            <Timeline entries={entries} names={names} />
          </Slip>
          <div className="space-y-4">
            <OrderedGoods order={order} />
            <CallbackSummary callback={callback} />
            {refunds.length === 0 ? null : (
              <Slip title={t('refunds')}>
                <RefundList refunds={refunds} />
              </Slip>
            )}
            <Slip title={t('details')}>
              <OrderDetails order={order} accountLabel={accountLabel} />
            </Slip>
          </div>
        </div>
      </div>
    </>
  );
}
