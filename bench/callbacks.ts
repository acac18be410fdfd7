import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '@/bench/load';
import { callbackFields, type MerchantSite, readCheckout } from '@/tests/support/merchant-site';

/** One order that a buyer has opened: it waits for exactly this amount. */
export interface OpenedOrder {
  readonly outOrderId: string;
  readonly token: string;
  readonly payable: string;
}

const AT_ONCE = 8;
const FIRST_PRICE_FEN = 20_00;

/** Creates orders, each of a price of its own, and opens their checkouts. */
export async function openOrders(site: MerchantSite, count: number): Promise<OpenedOrder[]> {
  const opened: OpenedOrder[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next++;
      const outOrderId = `paid-${index}`;
      const price = ((FIRST_PRICE_FEN + index) / 100).toFixed(2);
      const { data } = await site.cloudpay({ out_order_id: outOrderId, price });
      const checkout = await readCheckout(data.pay_url);
      const token = new URL(data.pay_url).searchParams.get('id') ?? '';
      opened.push({ outOrderId, token, payable: checkout.data.realprice });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return opened;
}

export interface CallbackTimes {
  readonly samples: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Reports one payment after the other at a steady rate; the time of each runs from the moment the phone sends
 * its report until the merchant's site has the callback. Throws when one does not come within 15 seconds.
 */
export async function payAll(
  site: MerchantSite,
  orders: readonly OpenedOrder[],
  perSecond: number,
): Promise<CallbackTimes> {
  const sentAt = new Map<string, number>();
  const begun = performance.now();
  const pushes: Promise<unknown>[] = [];
  for (const [index, order] of orders.entries()) {
    await pause(Math.max(0, begun + (index * 1000) / perSecond - performance.now()));
    sentAt.set(order.outOrderId, Date.now());
    pushes.push(site.push(order.payable));
  }
  await Promise.all(pushes);
  const received = await site.receiver.waitFor(orders.length);
  const times = received
    .map((request) => {
      const outOrderId = callbackFields(request).get('out_order_id') ?? '';
      return request.receivedAt - (sentAt.get(outOrderId) ?? Number.NaN);
    })
    .sort((a, b) => a - b);
  if (times.some(Number.isNaN)) throw new Error('a callback came for an order that nobody paid');
  return { samples: times.length, p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) };
}
