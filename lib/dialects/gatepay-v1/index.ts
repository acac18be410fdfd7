/** gatepay v1 (spec gatepay-api): orders for any amount and for products, the query, and the notification by GET. */

import { readBareWord } from '@/lib/dialects/acknowledgement';
import type { Dialect } from '@/lib/dialects/dialect';
import { createGroupOrder } from '@/lib/dialects/gatepay-v1/create-group-order';
import { createOrder } from '@/lib/dialects/gatepay-v1/create-order';
import { createStableOrder } from '@/lib/dialects/gatepay-v1/create-stable-order';
import { notification } from '@/lib/dialects/gatepay-v1/notification';
import { queryOrder } from '@/lib/dialects/gatepay-v1/query-order';
import { redirect } from '@/lib/dialects/gatepay-v1/redirect';
import { reference } from '@/lib/dialects/gatepay-v1/reference';

export const gatepayV1: Dialect = {
  id: 'gatepay-v1',
  operations: [createOrder, createGroupOrder, createStableOrder, queryOrder],
  notification,
  redirect,
  acknowledge: readBareWord,
  reference,
};
