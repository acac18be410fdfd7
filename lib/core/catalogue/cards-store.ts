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
      returning 1
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

/** Null when the merchant has no such product. */
export async function selectCards(
  { merchantId, productId, mode }: Shelf,
  { status, page, pageSize }: Page & { readonly status?: CardStatus | undefined },
): Promise<{ rows: CardRow[]; total: number } | null> {
  const where = sql()`merchant_id = ${merchantId} and product_id = ${productId} and mode = ${mode}
    ${status === undefined ? sql()`` : sql()`and status = ${status}`}`;
  const [rows, [counted]] = await Promise.all([
    sql()<CardRow[]>`
      select id, content_sealed, status, order_id, created_at, moved_at from card_keys
      where ${where} order by id limit ${pageSize} offset ${(page - 1) * pageSize}`,
    sql()<{ total: number }[]>`
      select (select count(*) from card_keys where ${where}) as total from products
      where merchant_id = ${merchantId} and id = ${productId} and not is_removed`,
  ]);
  return counted === undefined ? null : { rows, total: counted.total };
}

/** Deletes those of the keys that nobody has ordered, and answers how many. */
export async function deleteUnsoldCards({
  merchantId,
  productId,
  cardIds,
}: ProductKey & { readonly cardIds: readonly number[] }): Promise<number> {
  const rows = await sql()`
    delete from card_keys
    where merchant_id = ${merchantId} and product_id = ${productId} and id = any(${[...cardIds]}::bigint[])
      and status = 'unsold'
    returning 1`;
  return rows.length;
}
