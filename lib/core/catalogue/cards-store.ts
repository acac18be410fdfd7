import { sql } from '@/db/client';
import { inTransaction, type Tx } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import type { SealedCard } from '@/lib/core/catalogue/card-text';
import type { ProductKey } from '@/lib/core/catalogue/products-store';
import type { Mode } from '@/lib/core/vocabulary';

export type CardStatus = 'unsold' | 'locked' | 'sold';

/** The keys of one product in one mode. */
export type Shelf = ProductKey & { readonly mode: Mode };

/** Keys are counted in blocks of this many numbers. Never change it: what is counted would be counted wrong. */
const BLOCK = 1000;

/**
 * Inserts the keys that the product does not have yet and answers how many; null when the merchant has no such
 * product. Imports into one product stand in line on its row, so that two with the same keys in another order
 * cannot wait for each other; buyers are not held up.
 */
export async function insertCards(
  tx: Tx,
  { merchantId, productId, mode }: Shelf,
  cards: readonly SealedCard[],
): Promise<number | null> {
  const [row] = await tx<{ isKnown: boolean; added: number }[]>`
    with product as materialized (
      select id from products
      where merchant_id = ${merchantId} and id = ${productId} and not is_removed for no key update
    ), added as (
      insert into card_keys (merchant_id, product_id, mode, content_sealed, content_hash)
      select ${merchantId}::bigint, product.id, ${mode}::text, given.sealed, decode(given.hash, 'hex')
      from product cross join unnest(${cards.map(({ sealed }) => sealed)}::text[],
        ${cards.map(({ hash }) => hash)}::text[]) with ordinality as given (sealed, hash, line)
      order by given.line
      on conflict (merchant_id, product_id, mode, content_hash) do nothing
      returning id / ${BLOCK} as block
    ), counted as (
      insert into card_key_counts as c (merchant_id, product_id, mode, block, keys)
      select ${merchantId}::bigint, ${productId}::bigint, ${mode}::text, block, count(*) from added group by block
      on conflict (merchant_id, product_id, mode, block) do update set keys = c.keys + excluded.keys
    )
    select exists (select 1 from product) as is_known, (select count(*) from added) as added`;
  return row?.isKnown ? row.added : null;
}

export interface CardRow {
  readonly id: number;
  readonly contentSealed: string;
  readonly status: CardStatus;
  readonly orderId: number | null;
  readonly createdAt: Date;
  /** When the status last changed. */
  readonly movedAt: Date;
}

/** Counted from 1, oldest first. */
export interface Page {
  readonly page: number;
  readonly pageSize: number;
}

/**
 * Where a page begins: `skip` keys after the first one whose number is at least `from`; null behind the last key. The
 * blocks before it are passed by their counts, so that page 1,000 is as near as page 1.
 */
function startOfPage({ merchantId, productId, mode }: Shelf, before: number) {
  return sql()`
    select coalesce(sum(keys), 0)::bigint as total,
      min(block) filter (where through > ${before}::bigint) * ${BLOCK} as "from",
      ${before}::bigint - coalesce(max(through) filter (where through <= ${before}::bigint), 0)::bigint as skip
    from (
      select block, keys, sum(keys) over (order by block) as through from card_key_counts
      where merchant_id = ${merchantId} and product_id = ${productId} and mode = ${mode}
    ) blocks`;
}

/** The same among the keys of one status, which move too often to be kept counted. */
function startOfPageOfStatus({ merchantId, productId, mode }: Shelf, status: CardStatus, before: number) {
  return sql()`
    select count(*) as total, 0 as "from", ${before}::bigint as skip from card_keys
    where merchant_id = ${merchantId} and product_id = ${productId} and mode = ${mode} and status = ${status}`;
}

type PageRow = { total: number } & (CardRow | { id: null });

/** One page, and how many keys there are, in one round trip; null when the merchant has no such product. */
export async function selectCards(
  shelf: Shelf,
  { status, page, pageSize }: Page & { readonly status?: CardStatus | undefined },
): Promise<{ rows: CardRow[]; total: number } | null> {
  const before = (page - 1) * pageSize;
  const ofStatus = status === undefined ? sql()`` : sql()`and status = ${status}`;
  // The numbers of the passed keys come from the index alone; only what is shown is read from the table, and named as
  // an array, because PostgreSQL reads the whole table for a join with rows whose count it does not know.
  const rows = await sql()<PageRow[]>`
    with start as materialized (
      ${status === undefined ? startOfPage(shelf, before) : startOfPageOfStatus(shelf, status, before)}
    ), page as (
      select id from card_keys
      where merchant_id = ${shelf.merchantId} and product_id = ${shelf.productId} and mode = ${shelf.mode}
        and id >= (select "from" from start) ${ofStatus}
      order by id limit ${pageSize} offset (select skip from start)
    )
    select start.total, k.id, k.content_sealed, k.status, k.order_id, k.created_at, k.moved_at
    from products p cross join start
      left join card_keys k on k.merchant_id = ${shelf.merchantId} and k.id = any(array(select id from page))
    where p.merchant_id = ${shelf.merchantId} and p.id = ${shelf.productId} and not p.is_removed
    order by k.id`;
  const [first] = rows;
  if (first === undefined) return null;
  const isCard = (row: PageRow): row is PageRow & CardRow => row.id !== null;
  return { total: first.total, rows: rows.filter(isCard).map(({ total: _, ...card }) => card) };
}

/** Deletes those of the keys that nobody has ordered, in line with imports, and answers how many. */
export function deleteUnsoldCards({
  merchantId,
  productId,
  cardIds,
}: ProductKey & { readonly cardIds: readonly number[] }): Promise<number> {
  return inTransaction(async (tx) => {
    const [row] = await tx<{ count: number }[]>`
      with product as materialized (
        select id from products where merchant_id = ${merchantId} and id = ${productId} for no key update
      ), gone as (
        delete from card_keys k using product
        where k.merchant_id = ${merchantId} and k.product_id = product.id and k.id = any(${[...cardIds]}::bigint[])
          and k.status = 'unsold'
        returning k.mode, k.id / ${BLOCK} as block
      ), counted as (
        update card_key_counts c set keys = c.keys - less.keys
        from (select mode, block, count(*) as keys from gone group by mode, block) less
        where c.merchant_id = ${merchantId} and c.product_id = ${productId} and c.mode = less.mode
          and c.block = less.block
      )
      select count(*) as count from gone`;
    const count = row?.count ?? 0;
    if (count === 0) return 0;
    const subject = `product:${productId}`;
    await recordAudit(tx, { merchantId, action: 'cards.removed', subject, data: { count } });
    return count;
  });
}
