import type { Credential } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import type { Notification } from '@/lib/dialects/dialect';
import { paidParams } from '@/lib/dialects/vmq/paid';

/** The notify of V免签: a GET on notifyUrl. */
export function notification(order: PaidOrder, credential: Credential): Notification {
  return { method: 'GET', ...paidParams(order, credential) };
}
