import type { Credential } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import type { Notification } from '@/lib/dialects/dialect';
import { paidParams } from '@/lib/dialects/epay-v1/paid';

/** 服务器异步通知, spec 易支付: a GET. What is signed can be read in one way only, so nothing is pinned. */
export function notification(order: PaidOrder, credential: Credential): Notification {
  return { method: 'GET', params: paidParams(order, credential), pin: null };
}
