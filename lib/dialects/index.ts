/**
 * The wire protocols that merchants' software speaks. Promises that every order finds the dialect it came in
 * and that every request gets that dialect's own answer; knows no storage and no clock.
 */
import type { DialectId } from '@/lib/core/vocabulary';
import { cloudpay } from '@/lib/dialects/cloudpay';
import type { Dialect } from '@/lib/dialects/dialect';
import { epayV1 } from '@/lib/dialects/epay-v1';
import { gatepayProduct } from '@/lib/dialects/gatepay-product';
import { gatepayV1 } from '@/lib/dialects/gatepay-v1';
import { vmq } from '@/lib/dialects/vmq';

export type {
  Dialect,
  HttpMethod,
  MerchantReply,
  Notification,
  Operation,
  Problem,
  RawRequest,
  Redirect,
} from '@/lib/dialects/dialect';
export { serve } from '@/lib/dialects/serve';

/** A new dialect id does not compile until it is listed here. */
export const dialects: Readonly<Record<DialectId, Dialect>> = {
  'gatepay-v1': gatepayV1,
  'gatepay-product': gatepayProduct,
  cloudpay,
  vmq,
  'epay-v1': epayV1,
};
