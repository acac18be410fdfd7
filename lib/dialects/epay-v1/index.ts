/** 易支付 V1 (spec 易支付): the buyer's page, the server's call, and the merchant's queries and refunds by key. */
import type { Dialect } from '@/lib/dialects/dialect';
import { acknowledge } from '@/lib/dialects/epay-v1/acknowledgement';
import { api } from '@/lib/dialects/epay-v1/api';
import { mapi } from '@/lib/dialects/epay-v1/mapi';
import { notification } from '@/lib/dialects/epay-v1/notification';
import { redirect } from '@/lib/dialects/epay-v1/redirect';
import { reference } from '@/lib/dialects/epay-v1/reference';
import { submit } from '@/lib/dialects/epay-v1/submit';

export const epayV1: Dialect = {
  id: 'epay-v1',
  operations: [submit, mapi, api],
  notification,
  redirect,
  acknowledge,
  reference,
};
