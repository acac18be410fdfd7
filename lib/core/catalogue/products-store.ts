import { sql } from '@/db/client';
import { inTransaction, type Tx } from '@/db/transaction';
import { type AuditData, recordAudit } from '@/lib/core/audit';
import type { ProductFacts } from '@/lib/core/catalogue/shapes';
import type { Mode } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export interface ProductKey {
  readonly merchantId: number;
  readonly productId: number;
}

/** cards: every piece is one card key. none: the merchant's site delivers, and there is no stock to count. */
export type Delivery = ProductFacts['delivery'];

export interface ProductView {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly categoryId: number | null;
  readonly categoryName: string | null;
  readonly price: Fen;
  readonly delivery: Delivery;
  readonly isOnSale: boolean;
  /** The public name of the picture. */
  readonly pictureToken: string | null;
  /** Card keys of the asked mode, by status. */
  readonly unsold: number;
  readonly locked: number;
  readonly sold: number;
  /** Keys that paid orders still have to get. */
  readonly owed: number;
  readonly createdAt: Date;
}

/** What was named of a product, as the audit log tells it. */
function wordsOf({ price, ...facts }: Partial<ProductFacts>): AuditData {
  return price === undefined ? facts : { ...facts, priceFen: price };
}

/** Null when the merchant has no such category. */
export function insertProduct(merchantId: number, product: ProductFacts): Promise<number | null> {
  return inTransaction(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into products (merchant_id, category_id, name, description, price_fen, delivery, is_on_sale)
      select ${merchantId}::bigint, ${product.categoryId}::bigint, ${product.name}::text, ${product.description}::text,
        ${product.price}::bigint, ${product.delivery}::text, ${product.isOnSale}::boolean
      where ${product.categoryId}::bigint is null or exists (
        select 1 from categories where merchant_id = ${merchantId} and id = ${product.categoryId} and not is_removed)
      returning id`;
    if (row === undefined) return null;
    const subject = `product:${row.id}`;
    await recordAudit(tx, { merchantId, action: 'product.added', subject, data: wordsOf(product) });
    return row.id;
  });
}

export interface ProductMove {
  readonly isKnown: boolean;
  readonly isMoved: boolean;
}

/** Changes what is named. Nothing changes when the product or the category that it shall be in is unknown. */
export function updateProduct(key: ProductKey, change: Partial<ProductFacts>): Promise<ProductMove> {
  const { merchantId, productId } = key;
  const data = wordsOf(change);
  return inTransaction(async (tx) => {
    const move = await updateWithin(tx, key, change);
    if (move.isMoved && Object.keys(data).length > 0)
      await recordAudit(tx, { merchantId, action: 'product.changed', subject: `product:${productId}`, data });
    return move;
  });
}

async function updateWithin(
  tx: Tx,
  { merchantId, productId }: ProductKey,
  change: Partial<ProductFacts>,
): Promise<ProductMove> {
  const { categoryId, price, name, description, delivery, isOnSale } = change;
  const [row] = await tx<ProductMove[]>`
    with moved as (
      update products set
        name = coalesce(${name ?? null}, name),
        description = coalesce(${description ?? null}, description),
        price_fen = coalesce(${price ?? null}::bigint, price_fen),
        delivery = coalesce(${delivery ?? null}, delivery),
        is_on_sale = coalesce(${isOnSale ?? null}::boolean, is_on_sale),
        category_id = case when ${categoryId === undefined}::boolean then category_id else ${categoryId ?? null}::bigint end
      where merchant_id = ${merchantId} and id = ${productId} and not is_removed
        and (${categoryId ?? null}::bigint is null or exists (
          select 1 from categories where merchant_id = ${merchantId} and id = ${categoryId ?? null} and not is_removed))
      returning 1
    )
    select exists (select 1 from moved) as is_moved, exists (
      select 1 from products where merchant_id = ${merchantId} and id = ${productId} and not is_removed) as is_known`;
  return row ?? { isKnown: false, isMoved: false };
}

/** Removed products keep their orders and keys, and are found by nobody who asks for products. */
export function markProductRemoved({ merchantId, productId }: ProductKey): Promise<boolean> {
  return inTransaction(async (tx) => {
    const [removed] = await tx<{ name: string }[]>`
      update products set is_removed = true, is_on_sale = false
      where merchant_id = ${merchantId} and id = ${productId} and not is_removed returning name`;
    if (removed === undefined) return false;
    const { name } = removed;
    const subject = `product:${productId}`;
    await recordAudit(tx, { merchantId, action: 'product.removed', subject, data: { name } });
    return true;
  });
}

/** For the operator's command line, which names products by their number alone. */
export async function selectProductOwner(productId: number): Promise<number | null> {
  const [row] = await sql()<{ merchantId: number }[]>`
    select merchant_id from products where id = ${productId} and not is_removed`;
  return row?.merchantId ?? null;
}

type ProductRow = Omit<ProductView, 'price'> & { priceFen: Fen };

async function select(
  { merchantId, mode }: { merchantId: number; mode: Mode },
  productId: number | null,
): Promise<ProductView[]> {
  const rows = await sql()<ProductRow[]>`
    select p.id, p.name, p.description, p.category_id, c.name as category_name, p.price_fen, p.delivery, p.is_on_sale,
      pictures.token as picture_token, p.created_at, stock.unsold, stock.locked, stock.sold,
      (select coalesce(sum(owed), 0)::bigint from order_lines
        where merchant_id = p.merchant_id and product_id = p.id and mode = ${mode} and owed > 0) as owed
    from products p
    left join categories c on c.merchant_id = p.merchant_id and c.id = p.category_id
    left join product_pictures pictures on pictures.merchant_id = p.merchant_id and pictures.product_id = p.id
    cross join lateral (
      select count(*) filter (where status = 'unsold') as unsold, count(*) filter (where status = 'locked') as locked,
        count(*) filter (where status = 'sold') as sold
      from card_keys where merchant_id = p.merchant_id and product_id = p.id and mode = ${mode}
    ) stock
    where p.merchant_id = ${merchantId} and not p.is_removed
      ${productId === null ? sql()`` : sql()`and p.id = ${productId}`}
    order by p.id desc`;
  return rows.map(({ priceFen, ...rest }) => ({ ...rest, price: priceFen }));
}

/** Every product, newest first, with its keys of one mode. */
export function selectProducts(shelf: { merchantId: number; mode: Mode }): Promise<ProductView[]> {
  return select(shelf, null);
}

/** Null for another merchant's product and for a removed one. */
export async function selectProduct(key: ProductKey & { mode: Mode }): Promise<ProductView | null> {
  const [product] = await select(key, key.productId);
  return product ?? null;
}

/** A product that is on sale, as shops show it. */
export interface ShelfProduct
  extends Pick<
    ProductView,
    'id' | 'name' | 'description' | 'categoryId' | 'categoryName' | 'price' | 'pictureToken'
  > {
  /** Unsold keys; null when the merchant's site delivers. */
  readonly stock: number | null;
}

/** What is on sale, by category and product; products without a category come last. */
export async function selectShelf({
  merchantId,
  mode,
}: {
  merchantId: number;
  mode: Mode;
}): Promise<ShelfProduct[]> {
  const rows = await sql()<(Omit<ShelfProduct, 'price'> & { priceFen: Fen })[]>`
    select p.id, p.name, p.description, p.category_id, c.name as category_name, p.price_fen,
      pictures.token as picture_token, case when p.delivery = 'cards' then (
        select count(*) from card_keys
        where merchant_id = p.merchant_id and product_id = p.id and mode = ${mode} and status = 'unsold'
      ) end as stock
    from products p
    left join categories c on c.merchant_id = p.merchant_id and c.id = p.category_id
    left join product_pictures pictures on pictures.merchant_id = p.merchant_id and pictures.product_id = p.id
    where p.merchant_id = ${merchantId} and p.is_on_sale and not p.is_removed
    order by p.category_id nulls last, p.id`;
  return rows.map(({ priceFen, ...rest }) => ({ ...rest, price: priceFen }));
}
