import type { Credential } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import type { Redirect } from '@/lib/dialects/dialect';
import { paidParams } from '@/lib/dialects/vmq/paid';
import { withParams } from '@/lib/platform/web-address';

/** The return of V免签: returnUrl with what notify carries. */
export function redirect(order: PaidOrder, credential: Credential): Redirect | null {
  const address = order.returnUrl ?? credential.returnUrl;
  if (address === null) return null;
  const { params, pin } = paidParams(order, credential);
  return { address: withParams(address, params), pin };
}
