import type { Order } from '@/lib/core/orders';
import { payUrl, picture, qrcodeUrl, success } from '@/lib/dialects/gatepay-family';

/** What every way of placing an order answers (spec gatepay-api); `params` is what was sent. */
export function created(order: Order, params: Readonly<Record<string, string>>): Response {
  const address = payUrl(order);
  return success({
    pay_url: address,
    api_url: `${address}&format=json`,
    qrcode_url: qrcodeUrl(order),
    qrcode_body: picture(address),
    params,
  });
}
