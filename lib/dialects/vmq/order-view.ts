import { describePayment } from '@/lib/core/allocation';
import type { Order } from '@/lib/core/orders';
import { wireOfType } from '@/lib/dialects/vmq/types';
import { formatYuan } from '@/lib/platform/money';

/** The protocol writes amounts as numbers. */
function yuan(amount: Order['price']): number {
  return Number(formatYuan(amount));
}

function stateOf({ status }: Order): number {
  if (status === 'paid' || status === 'refunded') return 1;
  return status === 'created' || status === 'pending' ? 0 : -1;
}

/** An order as `/createOrder` and `/getOrder` show it; `orderId` is the order's unguessable number. */
export async function orderView(order: Order) {
  const instruction = order.status === 'pending' ? await describePayment(order) : null;
  const seconds = (order.expiresAt.getTime() - order.createdAt.getTime()) / 1000;
  return {
    payId: order.outOrderId,
    orderId: order.token,
    payType: Number(wireOfType(order.type ?? 'wechat')),
    price: yuan(order.price),
    reallyPrice: yuan(order.paid ?? order.payable ?? order.price),
    payUrl: instruction?.qrText ?? '',
    isAuto: instruction?.carriesAmount === true ? 0 : 1,
    state: stateOf(order),
    timeOut: Math.ceil(seconds / 60),
    date: Math.floor(order.createdAt.getTime() / 1000),
  };
}
