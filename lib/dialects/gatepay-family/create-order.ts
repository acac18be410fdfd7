import type { Credential } from '@/lib/core/merchants';
import { type Order, placeOrder } from '@/lib/core/orders';
import type { DialectId, PayType } from '@/lib/core/vocabulary';
import { Refusal } from '@/lib/dialects/dialect';
import { addressOf, type Claim, pinOf, textOf } from '@/lib/dialects/gatepay-family/claim';
import { orderFields, PRICE } from '@/lib/dialects/gatepay-family/grammar';
import { env } from '@/lib/platform/env';
import { type Fen, formatYuan, parseYuan } from '@/lib/platform/money';

export const ANY_AMOUNT_FIELDS = orderFields(PRICE);

function priceOf(claim: Claim): Fen {
  const price = parseYuan(textOf(claim, 'price'));
  if (price === null || price === 0) {
    throw new Refusal(201, '价格无效：须大于 0，最多两位小数，例如 10.23');
  }
  return price;
}

function typeOf(claim: Claim, types: readonly PayType[]): PayType {
  const text = textOf(claim, 'type');
  const type = types.find((one) => one === text);
  if (type === undefined) throw new Refusal(202, `无效的支付方式：可用 ${types.join('、')}`);
  return type;
}

/** Places an order for any amount. Throws 201, 202, and what the core refuses. */
export function placeAnyAmount(
  claim: Claim,
  credential: Credential,
  { dialect, types }: { dialect: DialectId; types: readonly PayType[] },
): Promise<Order> {
  const price = priceOf(claim);
  return placeOrder({
    credential,
    dialect,
    outOrderId: textOf(claim, 'out_order_id'),
    type: typeOf(claim, types),
    price,
    title: `任意金额支付:${formatYuan(price)}元`,
    attachment: textOf(claim, 'custom'),
    notifyUrl: addressOf(claim, 'notify_url'),
    returnUrl: addressOf(claim, 'return_url'),
    areAddressesSigned: false,
    pin: pinOf(claim, `${dialect}/create`, ANY_AMOUNT_FIELDS.signed),
  });
}

/** The checkout's address, as spec gatepay-api writes it. */
export function payUrl(order: Order): string {
  return `${env.publicUrl}/pay/api?id=${order.token}&type=${order.type}`;
}

/** Where the picture of the checkout's address is drawn. */
export function qrcodeUrl(order: Order): string {
  return `${env.publicUrl}/qrcode/build?size=130&text=${encodeURIComponent(payUrl(order))}`;
}
