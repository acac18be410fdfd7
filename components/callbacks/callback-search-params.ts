import { parseAsStringLiteral } from 'nuqs/server';
import { orderSearchParams } from '@/components/orders/order-search-params';
import type { CallbackState } from '@/lib/core/callbacks';

export const STATES = [
  'waiting',
  'retrying',
  'delivered',
  'dead',
] as const satisfies readonly CallbackState[];

/** The filters of the log of callbacks as they stand in the address. */
export const callbackSearchParams = {
  state: parseAsStringLiteral(STATES),
  page: orderSearchParams.page,
};
