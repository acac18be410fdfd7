import { createParser, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { ORDER_STATUSES } from '@/components/orders/order-values';
import { PAY_TYPES } from '@/lib/core/vocabulary';

const PAGE_MAX = 10_000;

/** A day of the calendar, `2026-11-21`; everything else counts as not given. */
export const parseAsDay = createParser({
  parse: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null),
  serialize: (day: string) => day,
});

export const parseAsPage = createParser({
  parse: (text) => {
    const page = parseAsInteger.parse(text);
    return page !== null && page >= 1 && page <= PAGE_MAX ? page : null;
  },
  serialize: (page: number) => String(page),
});

/** The filters of the list of orders as they stand in the address. */
export const orderSearchParams = {
  q: parseAsString,
  status: parseAsStringLiteral(ORDER_STATUSES),
  type: parseAsStringLiteral(PAY_TYPES),
  from: parseAsDay,
  to: parseAsDay,
  page: parseAsPage,
};
