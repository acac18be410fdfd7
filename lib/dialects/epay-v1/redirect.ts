import type { Credential } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import type { Redirect } from '@/lib/dialects/dialect';
import { paidParams } from '@/lib/dialects/epay-v1/paid';
import { withParams } from '@/lib/platform/web-address';

/** 页面跳转通知, spec 易支付: return_url with what the notification carries. */
export function redirect(order: PaidOrder, credential: Credential): Redirect | null {
  const address = order.returnUrl ?? credential.returnUrl;
  if (address === null) return null;
  return { address: withParams(address, paidParams(order, credential)), pin: null };
}
