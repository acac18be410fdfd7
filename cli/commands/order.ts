import { type Command, CommandError, choice, required, requiredId } from '@/cli/command';
import { type Arrival, arrivalsOfOrder } from '@/lib/core/arrivals';
import { callbackOfOrder } from '@/lib/core/callbacks';
import { eventsOfOrder, findOrderByReference, type Order } from '@/lib/core/orders';
import { type Refund, refundsOfOrder } from '@/lib/core/refunds';
import { MODES } from '@/lib/core/vocabulary';
import { type Fen, formatYuan } from '@/lib/platform/money';

function yuan(amount: Fen | null): string | null {
  return amount === null ? null : formatYuan(amount);
}

function describeOrder(order: Order) {
  const { id, price, payable, paid, refunded, attachment, ...rest } = order;
  return {
    orderId: id,
    ...rest,
    price: formatYuan(price),
    payable: yuan(payable),
    paid: yuan(paid),
    refunded: formatYuan(refunded),
    custom: attachment,
  };
}

function describeArrival({ id, amount, outcome, reason, source, accountId, paidAt, seenAt }: Arrival) {
  return { arrivalId: id, amount: formatYuan(amount), outcome, reason, source, accountId, paidAt, seenAt };
}

function describeRefund({ id, refundNo, amount, way, status, reason, actor, createdAt, endedAt }: Refund) {
  return {
    refundId: id,
    refundNo,
    amount: formatYuan(amount),
    way,
    status,
    reason,
    actor,
    createdAt,
    endedAt,
  };
}

export const orderShow: Command = {
  usage: '--merchant ID --out-order-id X [--mode live|test]',
  options: ['merchant', 'out-order-id', 'mode'],
  async run(given) {
    const merchantId = requiredId(given, 'merchant');
    const outOrderId = required(given, 'out-order-id');
    const mode = choice(given, 'mode', MODES);
    const order =
      (mode === 'test' ? null : await findOrderByReference({ merchantId, mode: 'live', outOrderId })) ??
      (mode === 'live' ? null : await findOrderByReference({ merchantId, mode: 'test', outOrderId }));
    if (order === null) throw new CommandError(`merchant ${merchantId} has no order ${outOrderId}`);
    const key = { merchantId, orderId: order.id };
    const [events, arrivals, callback, refunds] = await Promise.all([
      eventsOfOrder(key),
      arrivalsOfOrder(key),
      callbackOfOrder(key),
      refundsOfOrder(key),
    ]);
    const { attempts = [], ...news } = callback ?? {};
    return {
      ...describeOrder(order),
      events,
      arrivals: arrivals.map(describeArrival),
      refunds: refunds.map(describeRefund),
      callback: callback === null ? null : news,
      callbackAttempts: attempts,
    };
  },
};
