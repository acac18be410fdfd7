import { DomainError } from '@/lib/core/errors';
import type { Credential } from '@/lib/core/merchants';
import { type GoodsLine, type Order, placeGoodsOrder } from '@/lib/core/orders';
import type { PayType } from '@/lib/core/vocabulary';
import { Refusal } from '@/lib/dialects/dialect';
import { addressOf, type Claim, paramsOf, pinOf, textOf } from '@/lib/dialects/gatepay-family';

const TYPES: readonly PayType[] = ['wechat', 'alipay'];

function typeOf(claim: Claim): PayType {
  const text = textOf(claim, 'type');
  const type = TYPES.find((one) => one === text);
  if (type === undefined) throw new Refusal(201, `无效的支付方式：可用 ${TYPES.join('、')}`);
  return type;
}

/**
 * Places an order for products of the merchant, at their prices of now. `endpoint` and `signedFields` say what the
 * request's signature is remembered as. Throws 201, and what the core refuses.
 */
export async function placeGoods(
  claim: Claim,
  credential: Credential,
  request: { endpoint: string; signedFields: readonly string[]; lines: readonly GoodsLine[] },
): Promise<Order> {
  if (!credential.isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
  return placeGoodsOrder({
    credential,
    dialect: 'gatepay-v1',
    outOrderId: textOf(claim, 'out_order_id'),
    type: typeOf(claim),
    lines: request.lines,
    attachment: textOf(claim, 'custom'),
    notifyUrl: addressOf(claim, 'notify_url'),
    returnUrl: addressOf(claim, 'return_url'),
    areAddressesSigned: false,
    pin: pinOf(claim, request.endpoint, request.signedFields),
  });
}

/** What was sent, as the examples of these two interfaces show it: without key and signature. */
export function paramsShown(claim: Claim): Record<string, string> {
  const { appkey: _appkey, sign: _sign, ...params } = paramsOf(claim);
  return params;
}
