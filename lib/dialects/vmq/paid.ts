import { type Credential, type SignaturePin, signaturePin } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import { sign } from '@/lib/dialects/vmq/signature';
import { wireOfType } from '@/lib/dialects/vmq/types';
import { formatYuan } from '@/lib/platform/money';

/**
 * What notify and return both carry: `price` as asked and `reallyPrice` as paid, with two decimals, because every
 * consumer signs the texts that it receives.
 */
export function paidParams(order: PaidOrder, { vmqKey }: Credential): { params: string; pin: SignaturePin } {
  const fields: [name: string, text: string][] = [
    ['payId', order.outOrderId],
    ['param', order.attachment],
    ['type', wireOfType(order.type)],
    ['price', formatYuan(order.price)],
    ['reallyPrice', formatYuan(order.paid)],
  ];
  const signed = fields.map(([, text]) => text);
  const sent = [...fields, ['sign', sign(signed.join(''), vmqKey)]];
  return {
    params: sent.map(([name, text]) => `${name}=${encodeURIComponent(text ?? '')}`).join('&'),
    pin: signaturePin('vmq/paid', signed),
  };
}
