/** gatepay v1 (spec gatepay-api): orders for any amount, the query, and the notification by GET. */

import { isWordSuccess } from '@/lib/dialects/acknowledgement';
import type { Dialect } from '@/lib/dialects/dialect';
import { createOrder } from '@/lib/dialects/gatepay-v1/create-order';
import { notification } from '@/lib/dialects/gatepay-v1/notification';
import { queryOrder } from '@/lib/dialects/gatepay-v1/query-order';
import { redirect } from '@/lib/dialects/gatepay-v1/redirect';

export const gatepayV1: Dialect = {
  id: 'gatepay-v1',
  operations: [createOrder, queryOrder],
  notification,
  redirect,
  acknowledged: isWordSuccess,
};
