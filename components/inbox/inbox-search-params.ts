import { createParser, parseAsStringLiteral } from 'nuqs/server';
import { parseAsDay, parseAsPage } from '@/components/orders/order-search-params';
import type { InboxOutcome } from '@/lib/core/arrivals';
import { PAY_TYPES } from '@/lib/core/vocabulary';
import { parseYuan } from '@/lib/platform/money';

/** The tabs of the inbox; the first is shown when the address names none. */
export const INBOX_TABS = [
  'waiting',
  'unmatched',
  'late',
  'matched',
  'duplicate',
  'ignored',
  'all',
] as const satisfies readonly (InboxOutcome | 'all')[];

/** An amount in yuan, `10.01`; everything else counts as not given. */
const parseAsAmount = createParser({
  parse: (text) => (parseYuan(text) === null ? null : text),
  serialize: (amount: string) => amount,
});

/** The filters of the inbox as they stand in the address. */
export const inboxSearchParams = {
  outcome: parseAsStringLiteral(INBOX_TABS),
  type: parseAsStringLiteral(PAY_TYPES),
  amount: parseAsAmount,
  from: parseAsDay,
  to: parseAsDay,
  page: parseAsPage,
};
