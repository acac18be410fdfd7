import { type Credential, signaturePin } from '@/lib/core/merchants';
import { type PaidOrder, soleProduct } from '@/lib/core/orders';
import type { Notification, Redirect } from '@/lib/dialects/dialect';
import { sign } from '@/lib/dialects/gatepay-family/signature';
import { formatYuan } from '@/lib/platform/money';
import { withParams } from '@/lib/platform/web-address';

type Params = readonly (readonly [name: string, text: string])[];

function encode(params: Params): string {
  return params.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join('&');
}

/**
 * The fields of the success notification and its signature (spec gatepay-api, 支付成功通知接口). The appkey is
 * always signed and comes first; `isAppkeySent` says whether it also travels.
 */
export function signedNews(
  order: PaidOrder,
  credential: Credential,
  { isAppkeySent }: { isAppkeySent: boolean },
): Pick<Notification, 'params' | 'pin'> {
  const params: Params = [
    ['order_id', String(order.id)],
    ['out_order_id', order.outOrderId],
    ['price', formatYuan(order.price)],
    ['realprice', formatYuan(order.paid)],
    ['type', order.type],
    ['paytime', String(Math.floor(order.paidAt.getTime() / 1000))],
    ['extend', order.attachment],
  ];
  const signed = [credential.appkey, ...params.map(([, text]) => text)];
  const sent: Params = isAppkeySent ? [['appkey', credential.appkey], ...params] : params;
  return {
    params: encode([...sent, ['sign', sign(signed.join(''), credential.appsecret)]]),
    pin: signaturePin('notification', signed),
  };
}

/**
 * The signed address of the sync return (spec gatepay-cloud, 支付成功同步通知接口). `product_id` is the product's
 * number when the order is for one product; for an order for any amount or for several it is sent and signed empty.
 */
export function redirect(order: PaidOrder, credential: Credential): Redirect | null {
  const address = order.returnUrl ?? credential.returnUrl;
  if (address === null) return null;
  const params: Params = [
    ['price', formatYuan(order.price)],
    ['type', order.type],
    ['product_id', String(soleProduct(order) ?? '')],
    ['order_id', String(order.id)],
    ['out_order_id', order.outOrderId],
  ];
  const signed = [credential.appkey, ...params.map(([, text]) => text)];
  return {
    address: withParams(address, encode([...params, ['sign', sign(signed.join(''), credential.appsecret)]])),
    pin: signaturePin('redirect', signed),
  };
}
