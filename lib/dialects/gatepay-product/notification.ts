import type { Credential } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import type { Notification } from '@/lib/dialects/dialect';
import { signedNews } from '@/lib/dialects/gatepay-family';

/** 支付成功回调, spec gatepay-product-api: a GET whose query begins with the appkey. */
export function notification(order: PaidOrder, credential: Credential): Notification {
  return { method: 'GET', ...signedNews(order, credential, { isAppkeySent: true }) };
}
