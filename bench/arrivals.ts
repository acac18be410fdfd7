import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { openOrders } from '@/bench/callbacks';
import type { MerchantSite, ReportedPayment } from '@/tests/support/merchant-site';
import type { Product } from '@/tests/support/product';

const ORDERS = 500;
/** A phone that hears nothing in time says it again: how each round walks through the payments. */
const ROUNDS = [1, 7, 3] as const;
/** As many as one message may carry (docs/monitor-api.md). */
const BATCH = 100;
const PATIENCE_MS = 60_000;
const BEAT_MS = 20_000;

export interface ArrivalTimes {
  readonly reports: number;
  readonly perSecond: number;
  readonly orders: number;
  /** From the first report until the last order was paid. */
  readonly settledSeconds: number;
}

interface Sums {
  readonly paid: number;
  readonly arrivals: number;
  readonly matched: number;
  readonly settlements: number;
}

async function untilSettled(databaseUrl: string, merchantId: number): Promise<Sums> {
  const database = postgres(databaseUrl, { max: 1 });
  const overMs = performance.now() + PATIENCE_MS;
  try {
    for (;;) {
      const [sums] = await database<Sums[]>`
        select (select count(*)::int from orders where merchant_id = ${merchantId} and status = 'paid') as paid,
          (select count(*)::int from arrivals where merchant_id = ${merchantId}) as arrivals,
          (select count(*)::int from arrivals where merchant_id = ${merchantId} and outcome = 'matched') as matched,
          (select count(*)::int from order_events where merchant_id = ${merchantId} and kind = 'paid') as settlements`;
      if (sums !== undefined && (sums.paid >= ORDERS || performance.now() > overMs)) return sums;
      await pause(50);
    }
  } finally {
    await database.end();
  }
}

/** One message after the other, as a monitor counts them up; answers the seconds until the last was answered. */
async function reportAll(site: MerchantSite, payments: readonly ReportedPayment[]): Promise<number> {
  const begun = performance.now();
  for (let from = 0, sequence = 1; from < payments.length; from += BATCH, sequence++) {
    const reply = await site.report(payments.slice(from, from + BATCH), sequence);
    if (reply.status !== 200) throw new Error(`a report was refused: ${await reply.text()}`);
  }
  return (performance.now() - begun) / 1000;
}

/**
 * Reports the payments of many open orders as fast as they are taken, each three times and in disorder. Throws when a
 * payment was counted twice, lost, or settled its order twice.
 */
export async function ingestArrivals(product: Product, site: MerchantSite): Promise<ArrivalTimes> {
  await site.beat();
  const beating = setInterval(() => void site.beat(), BEAT_MS);
  const orders = await openOrders(site, ORDERS).finally(() => clearInterval(beating));
  const paidAt = Date.now();
  const payments = orders.map(({ payable, outOrderId }) => {
    return { eventId: outOrderId, type: 'alipay', amount: payable, paidAt } as const;
  });
  const reports = ROUNDS.flatMap((step) =>
    payments.map((payment, at) => payments[(at * step) % ORDERS] ?? payment),
  );
  const begun = performance.now();
  const seconds = await reportAll(site, reports);
  const sums = await untilSettled(product.databaseUrl, Number(site.merchantId));
  const settledSeconds = (performance.now() - begun) / 1000;
  if (Object.values(sums).some((count) => count !== ORDERS)) {
    throw new Error(`of ${ORDERS} payments: ${JSON.stringify(sums)}`);
  }
  return { reports: reports.length, perSecond: reports.length / seconds, orders: ORDERS, settledSeconds };
}
