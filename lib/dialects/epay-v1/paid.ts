import type { Credential } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import { wireOfType } from '@/lib/dialects/epay-v1/pay-type';
import { isBlank, sign } from '@/lib/dialects/epay-v1/signature';
import { unmistakableName, unmistakableParam } from '@/lib/dialects/epay-v1/unmistakable';
import { formatYuan } from '@/lib/platform/money';

/**
 * What notify and return both carry (spec 易支付, 支付结果通知). `money` is the price that was asked, whatever cents
 * were paid; a blank param is neither sent nor signed. Two decimals always: consumers sign the texts they receive.
 * What is signed can be read as the news of this payment alone (decision 24).
 */
export function paidParams(order: PaidOrder, { pid, epayKey }: Credential): string {
  const fields: [name: string, text: string][] = [
    ['pid', String(pid)],
    ['trade_no', String(order.id)],
    ['out_trade_no', order.outOrderId],
    ['type', wireOfType(order.type)],
    ['name', unmistakableName(order.title)],
    ['money', formatYuan(order.price)],
    ['trade_status', 'TRADE_SUCCESS'],
    ['param', unmistakableParam(order.attachment, pid)],
  ];
  const sent = fields.filter(([, text]) => !isBlank(text));
  return [...sent, ['sign', sign(sent, epayKey)], ['sign_type', 'MD5']]
    .map(([name, text]) => `${name}=${encodeURIComponent(text ?? '')}`)
    .join('&');
}
