import type { Credential } from '@/lib/core/merchants';
import { findOrder, findOrderByReference, type Order, type OrderStatus } from '@/lib/core/orders';
import { Refusal } from '@/lib/dialects/dialect';
import type { AccountClaim } from '@/lib/dialects/epay-v1/account-claim';
import { timeText } from '@/lib/dialects/epay-v1/account-text';
import { isEmpty, textOf } from '@/lib/dialects/epay-v1/claim';
import { wireOfType } from '@/lib/dialects/epay-v1/pay-type';
import { formatYuan } from '@/lib/platform/money';

/** The protocol knows no order that is over unpaid; it is unpaid. */
const STATUS_NUMBERS = { created: 0, pending: 0, expired: 0, closed: 0, paid: 1, refunded: 2 } as const;

/** The orders that the protocol gives this number; of frozen and pre-authorised ones (3, 4) there are none here. */
export function statusesOf(number: number): OrderStatus[] {
  const statuses = Object.keys(STATUS_NUMBERS) as OrderStatus[];
  return statuses.filter((status) => STATUS_NUMBERS[status] === number);
}

/** An order as 查询单个订单 and 批量查询订单 show it. The buyer's account is not known to us. */
export function orderView(order: Order, { pid }: Credential): object {
  return {
    trade_no: String(order.id),
    out_trade_no: order.outOrderId,
    type: order.type === null ? '' : wireOfType(order.type),
    pid,
    addtime: timeText(order.createdAt),
    endtime: timeText(order.paidAt),
    name: order.title,
    money: formatYuan(order.price),
    param: order.attachment,
    buyer: '',
    status: STATUS_NUMBERS[order.status],
  };
}

/**
 * The order that trade_no or out_trade_no names; trade_no wins. Null when the key's merchant and mode has none.
 * Throws -4 when neither was sent.
 */
export async function namedOrder(claim: AccountClaim, credential: Credential): Promise<Order | null> {
  const { merchantId, mode } = credential;
  if (!isEmpty(claim, 'trade_no')) {
    const text = textOf(claim, 'trade_no');
    const order = /^\d{16}$/.test(text) ? await findOrder({ merchantId, orderId: Number(text) }) : null;
    return order?.mode === mode ? order : null;
  }
  if (isEmpty(claim, 'out_trade_no')) throw new Refusal(-4, '订单号不能为空');
  return findOrderByReference({ merchantId, mode, outOrderId: textOf(claim, 'out_trade_no') });
}
