import { orderSearchParams } from '@/components/orders/order-search-params';

/** The two lists of a settlement page turn their pages apart. */
export const settlementSearchParams = { page: orderSearchParams.page, records: orderSearchParams.page };
