import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type Chosen, Report } from '@/components/test-payment/report';
import type { TestReport } from '@/components/test-payment/stages';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { PageLink } from '@/components/ui/page-link';
import { requireMerchant } from '@/lib/auth/current-user';
import { describePayment, type TestTrace, testTraceOf } from '@/lib/core/allocation';
import { arrivalsOfOrder } from '@/lib/core/arrivals';
import { type CallbackView, callbackOfOrder } from '@/lib/core/callbacks';
import { findCredential, pinSignature } from '@/lib/core/merchants';
import { eventsOfOrder, findOrder, isPaid, type Order, type OrderEvent } from '@/lib/core/orders';
import { STRATEGIES } from '@/lib/core/vocabulary';
import { dialects } from '@/lib/dialects';
import { env } from '@/lib/platform/env';
import { drawQr } from '../../draw-qr';

interface TestPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('testPayment'))('title') };
}

/** As the checkout does it: nobody is sent back before the acknowledgement. */
async function redirectOf(order: Order, callback: CallbackView | null): Promise<string | null> {
  if (!isPaid(order) || callback === null || callback.deliveredAt === null) return null;
  const credential = await findCredential(order.merchantId, order.mode);
  if (credential === null) return null;
  const redirect = dialects[order.dialect].redirect(order, credential);
  if (redirect?.pin) await pinSignature(order.merchantId, redirect.pin);
  return redirect?.address ?? null;
}

function chosenOf(events: readonly OrderEvent[], { accounts }: TestTrace): Chosen | null {
  const data = events.find(({ kind }) => kind === 'allocated')?.data;
  const strategy = STRATEGIES.find((one) => one === data?.strategy);
  if (data === undefined || strategy === undefined) return null;
  const labelOf = (id: unknown) => accounts.find(({ accountId }) => accountId === id)?.label ?? null;
  return { strategy, account: labelOf(data.accountId) ?? '', leftOut: labelOf(data.leftOutId) };
}

async function readTest(merchantId: number, orderId: number) {
  const key = { merchantId, orderId };
  const [order, events] = await Promise.all([findOrder(key), eventsOfOrder(key)]);
  const trace = testTraceOf(events);
  if (order === null || trace === null) return null;
  const [arrivals, callback, instruction] = await Promise.all([
    arrivalsOfOrder(key),
    callbackOfOrder(key),
    order.status === 'pending' ? describePayment(order) : null,
  ]);
  const redirectUrl = await redirectOf(order, callback);
  const report: TestReport = { order, trace, arrivals, callback, hasCode: instruction !== null, redirectUrl };
  return {
    report,
    chosen: chosenOf(events, trace),
    code: instruction === null ? null : drawQr(instruction.qrText),
    checkoutUrl: `${env.publicUrl}/pay/api?id=${order.token}`,
  };
}

export default async function TestReportPage({ params }: TestPageProps) {
  const [{ merchantId }, { id }, t] = await Promise.all([
    requireMerchant(),
    params,
    getTranslations('testPayment'),
  ]);
  const test = /^\d{16}$/.test(id) ? await readTest(merchantId, Number(id)) : null;
  if (test === null) notFound();
  return (
    <div className="max-w-3xl">
      <PageLink href="/test-payment" className="mb-2 inline-flex min-h-6 items-center gap-1 text-accent">
        <ArrowLeft size={16} aria-hidden="true" />
        {t('back')}
      </PageLink>
      <PageHeader
        title={t('reportTitle', { reference: test.report.order.outOrderId })}
        actions={<LinkButton href="/test-payment">{t('again')}</LinkButton>}
      />
      <Report {...test} />
    </div>
  );
}
