import { parseAsInteger, parseAsStringLiteral } from 'nuqs/server';
import { orderSearchParams } from '@/components/orders/order-search-params';

/** The kinds of deeds; a deed's name begins with its kind. */
export const AREAS = [
  'login',
  'key',
  'password',
  'settings',
  'order',
  'arrival',
  'appeal',
  'refund',
  'account',
  'rule',
  'monitor',
  'session',
  'product',
  'category',
  'cards',
  'link',
  'settlement',
  'points',
  'plan',
  'merchant',
  'impersonation',
  'notice',
  'notice_rule',
  'platform',
  'fees',
  'mail',
  'robots',
  'target',
  'operator',
] as const;

/** The filters of the audit log as they stand in the address. */
export const auditSearchParams = {
  area: parseAsStringLiteral(AREAS),
  merchant: parseAsInteger,
  page: orderSearchParams.page,
};
