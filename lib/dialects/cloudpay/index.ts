/** cloudpay (spec gatepay-cloud): orders for any amount paid by Alipay, and the notification by POST. */

import { readBareWord } from '@/lib/dialects/acknowledgement';
import { createOrder } from '@/lib/dialects/cloudpay/create-order';
import { notification } from '@/lib/dialects/cloudpay/notification';
import { redirect } from '@/lib/dialects/cloudpay/redirect';
import { reference } from '@/lib/dialects/cloudpay/reference';
import type { Dialect } from '@/lib/dialects/dialect';

export const cloudpay: Dialect = {
  id: 'cloudpay',
  operations: [createOrder],
  notification,
  redirect,
  acknowledge: readBareWord,
  reference,
};
