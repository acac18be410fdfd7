import { createParser, parseAsInteger, parseAsStringLiteral } from 'nuqs/server';

export const CARD_STATUSES = ['unsold', 'locked', 'sold'] as const;

const PAGE_MAX = 100_000;

const parseAsCount = createParser({
  parse: (text) => {
    const count = parseAsInteger.parse(text);
    return count !== null && count >= 1 && count <= PAGE_MAX ? count : null;
  },
  serialize: (count: number) => String(count),
});

const parseAsId = createParser({
  parse: (text) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null),
  serialize: (id: number) => String(id),
});

/** Which keys the page shows, as it stands in the address. */
export const cardSearchParams = {
  product: parseAsId,
  status: parseAsStringLiteral(CARD_STATUSES),
  page: parseAsCount,
};
