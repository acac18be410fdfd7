import { DomainError } from '@/lib/core/errors';
import type { Credential } from '@/lib/core/merchants';
import type { Order } from '@/lib/core/orders';
import { refuseUnplanned } from '@/lib/core/plans';
import { canChannelRefund, refundOrder } from '@/lib/core/refunds';
import { Refusal } from '@/lib/dialects/dialect';
import type { AccountClaim } from '@/lib/dialects/epay-v1/account-claim';
import { textOf } from '@/lib/dialects/epay-v1/claim';
import { namedOrder } from '@/lib/dialects/epay-v1/order-view';
import { TYPE_WORDS } from '@/lib/dialects/epay-v1/pay-type';
import { MONEY_FAULTS, readMoney } from '@/lib/dialects/epay-v1/read-money';
import { type Fen, formatYuan } from '@/lib/platform/money';

function moneyOf(claim: AccountClaim): Fen {
  const money = readMoney(textOf(claim, 'money').trim());
  if (typeof money !== 'number') throw new Refusal(-1, `金额输入错误：${MONEY_FAULTS[money]}`);
  return money;
}

/**
 * A merchant knows the price and not the cents that made the amount unique: who asks for the whole price back
 * gets what was paid for it. What a human settled at another amount is no such case.
 */
function amountOf(order: Order, money: Fen): Fen {
  const isWhole = money === order.price && order.refunded === 0;
  if (isWhole && order.paid !== null && order.paid === order.payable) return order.paid;
  if (order.paid !== null && money > order.paid) throw new Refusal(-1, '退款金额不能大于订单金额');
  return money;
}

async function refuseUnableChannel(order: Order): Promise<void> {
  if (order.status !== 'paid' || (await canChannelRefund(order))) return;
  const channel = order.type === null ? '该' : TYPE_WORDS[order.type];
  throw new Refusal(-1, `退款失败：${channel}收款通道不支持接口退款，请在商户后台登记线下退款`);
}

/**
 * 提交订单退款, spec 易支付: gives money back through the channel that took it, and never pretends. Throws a Refusal,
 * merchant.refund_api_closed, plan.feature_missing, order.unknown, and what the core refuses.
 */
export async function refund(claim: AccountClaim, credential: Credential): Promise<object> {
  const { merchantId, epayRefundCode } = credential;
  if (claim.method !== 'POST') throw new Refusal(-1, '请使用POST方式提交退款');
  if (!credential.isRefundApiOpen) throw new DomainError('forbidden', 'merchant.refund_api_closed');
  refuseUnplanned(credential, 'refund_api');
  const money = moneyOf(claim);
  const order = await namedOrder(claim, credential);
  if (order === null) throw new DomainError('not_found', 'order.unknown');
  const amount = amountOf(order, money);
  await refuseUnableChannel(order);
  const made = await refundOrder({
    merchantId,
    orderId: order.id,
    amount,
    way: 'channel',
    reason: 'api.php',
    actor: 'merchant',
  });
  if (made.status !== 'done') throw new Refusal(-1, '退款已提交，收款通道尚未答复，请勿重复提交');
  return {
    code: epayRefundCode,
    msg: `退款成功！退款金额¥${formatYuan(made.amount)}`,
    refund_no: made.refundNo,
    trade_no: String(order.id),
    out_trade_no: order.outOrderId,
    money: formatYuan(made.amount),
    reducemoney: formatYuan(made.amount),
  };
}
