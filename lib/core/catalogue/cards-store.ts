import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { SealedCard } from '@/lib/core/catalogue/card-text';
import type { ProductKey } from '@/lib/core/catalogue/products-store';
import type { Mode } from '@/lib/core/vocabulary';

export type CardStatus = 'unsold' | 'locked' | 'sold';

/** The keys of one product in one mode. */
export type Shelf = ProductKey & { readonly mode: Mode };

/**
 * Inserts the keys that the product does not have yet and answers how many; null when the merchant has no such
 * product. Imports into one product stand in line on its row, so that two with the same keys in another order
 * cannot wait for each other; buyers are not held up. The product's total is kept on that row too.
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
      returning 1
    ), counted as (
      update products p set live_keys = live_keys + case when ${mode} = 'live' then new.count else 0 end,
        test_keys = test_keys + case when ${mode} = 'test' then new.count else 0 end
      from (select count(*) as count from added) new, product
      where p.merchant_id = ${merchantId} and p.id = product.id
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

/** How many keys of a status there are, or of any; null when the merchant has no such product. */
async function selectTotal(
  { merchantId, productId, mode }: Shelf,
  status?: CardStatus,
): Promise<number | null> {
  const known = mode === 'live' ? sql()`live_keys` : sql()`test_keys`;
  const counted = sql()`(select count(*) from card_keys k where k.merchant_id = p.merchant_id
    and k.product_id = p.id and k.mode = ${mode} and k.status = ${status ?? null})`;
  const [row] = await sql()<{ total: number }[]>`
    select ${status === undefined ? known : counted} as total from products p
    where merchant_id = ${merchantId} and id = ${productId} and not is_removed`;
  return row?.total ?? null;
}

/**
 * One page, and how many keys there are; null when the merchant has no such product. The page is reached from the
 * end that it is nearer to, because every key before it is passed on the way.
 */
export async function selectCards(
  shelf: Shelf,
  { status, page, pageSize }: Page & { readonly status?: CardStatus | undefined },
): Promise<{ rows: CardRow[]; total: number } | null> {
  const total = await selectTotal(shelf, status);
  if (total === null) return null;
  const before = (page - 1) * pageSize;
  const count = Math.min(pageSize, total - before);
  if (count <= 0) return { rows: [], total };
  const behind = total - before - count;
  const isNearEnd = behind < before;
  const direction = isNearEnd ? sql()`desc` : sql()`asc`;
  // The numbers of the passed keys come from the index alone; only what is shown is read from the table.
  const rows = await sql()<CardRow[]>`
    select k.id, k.content_sealed, k.status, k.order_id, k.created_at, k.moved_at
    from card_keys k join (
      select id from card_keys
      where merchant_id = ${shelf.merchantId} and product_id = ${shelf.productId} and mode = ${shelf.mode}
        ${status === undefined ? sql()`` : sql()`and status = ${status}`}
      order by id ${direction} limit ${count} offset ${isNearEnd ? behind : before}
    ) page using (id)
    where k.merchant_id = ${shelf.merchantId}
    order by k.id`;
  return { rows, total };
}

/** Deletes those of the keys that nobody has ordered, and answers how many. */
export async function deleteUnsoldCards({
  merchantId,
  productId,
  cardIds,
}: ProductKey & { readonly cardIds: readonly number[] }): Promise<number> {
  const [row] = await sql()<{ count: number }[]>`
    with gone as (
      delete from card_keys
      where merchant_id = ${merchantId} and product_id = ${productId} and id = any(${[...cardIds]}::bigint[])
        and status = 'unsold'
      returning mode
    ), counted as (
      update products set live_keys = live_keys - (select count(*) from gone where mode = 'live'),
        test_keys = test_keys - (select count(*) from gone where mode = 'test')
      where merchant_id = ${merchantId} and id = ${productId} and exists (select 1 from gone)
    )
    select count(*) as count from gone`;
  return row?.count ?? 0;
}
