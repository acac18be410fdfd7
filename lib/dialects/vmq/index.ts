/** V免签 (reference: V免签 merchant side): orders with the code in the answer, and the notification by GET. */
import { readBareWord } from '@/lib/dialects/acknowledgement';
import type { Dialect } from '@/lib/dialects/dialect';
import { closeOrder } from '@/lib/dialects/vmq/close-order';
import { createOrder } from '@/lib/dialects/vmq/create-order';
import { getState } from '@/lib/dialects/vmq/get-state';
import { notification } from '@/lib/dialects/vmq/notification';
import { checkOrder, getOrder } from '@/lib/dialects/vmq/query-order';
import { redirect } from '@/lib/dialects/vmq/redirect';
import { reference } from '@/lib/dialects/vmq/reference';

export const vmq: Dialect = {
  id: 'vmq',
  operations: [createOrder, getOrder, checkOrder, closeOrder, getState],
  notification,
  redirect,
  acknowledge: readBareWord,
  reference,
};
