import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { orderSearchParams } from '@/components/orders/order-search-params';
import type { MerchantSort } from '@/lib/core/overview';

export const SORTS = ['newest', 'name', 'paid', 'login', 'plan'] as const satisfies readonly MerchantSort[];

/** The filters of the list of merchants as they stand in the address. */
export const merchantSearchParams = {
  q: parseAsString,
  sort: parseAsStringLiteral(SORTS),
  page: orderSearchParams.page,
};
