import type { OrderStatus } from '@/lib/core/orders';

/** The core's list, written out for the browser, which must not load the core. */
export const ORDER_STATUSES = [
  'created',
  'pending',
  'paid',
  'expired',
  'closed',
  'refunded',
] as const satisfies readonly OrderStatus[];
