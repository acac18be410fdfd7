import type { Credential } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import type { MerchantReply, Notification } from '@/lib/dialects/dialect';
import { paidParams } from '@/lib/dialects/epay-v1/paid';

/** 服务器异步通知, spec 易支付: a GET. What is signed can be read in one way only, so nothing is pinned. */
export function notification(order: PaidOrder, credential: Credential): Notification {
  return { method: 'GET', params: paidParams(order, credential), pin: null };
}

const HEAD_BYTES = 2048;

/** HTTP 200 and `success` in any case somewhere in the beginning; many clients print more around it. */
export function acknowledged({ status, body }: MerchantReply): boolean {
  if (status !== 200) return false;
  return new TextDecoder().decode(body.subarray(0, HEAD_BYTES)).toLowerCase().includes('success');
}
