import type { Credential } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import type { Notification } from '@/lib/dialects/dialect';
import { signedNews } from '@/lib/dialects/gatepay-family';

/** 支付成功异步通知接口, spec gatepay-cloud: a POST form; the appkey is signed and does not travel. */
export function notification(order: PaidOrder, credential: Credential): Notification {
  return { method: 'POST', ...signedNews(order, credential, { isAppkeySent: false }) };
}
