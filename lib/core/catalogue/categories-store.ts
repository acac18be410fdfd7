import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';

export interface CategoryKey {
  readonly merchantId: number;
  readonly categoryId: number;
}

export interface CategoryView {
  readonly id: number;
  readonly name: string;
  readonly productCount: number;
}

export function selectCategories(merchantId: number): Promise<CategoryView[]> {
  return sql()<CategoryView[]>`
    select c.id, c.name, count(p.id) as product_count
    from categories c
    left join products p on p.merchant_id = c.merchant_id and p.category_id = c.id and not p.is_removed
    where c.merchant_id = ${merchantId} and not c.is_removed
    group by c.id, c.name order by c.id`;
}

/** Null when the merchant has a category of this name. */
export function insertCategory(merchantId: number, name: string): Promise<number | null> {
  return inTransaction(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into categories (merchant_id, name) values (${merchantId}, ${name})
      on conflict (merchant_id, name) where not is_removed do nothing returning id`;
    if (row === undefined) return null;
    const subject = `category:${row.id}`;
    await recordAudit(tx, { merchantId, action: 'category.added', subject, data: { name } });
    return row.id;
  });
}

const UNIQUE_VIOLATION = '23505';

/** What a name that is taken makes of `updateCategoryName`: it breaks `categories_name`. */
export function isNameTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION;
}

/** False when the merchant has no such category. Throws for a name that is taken. */
export function updateCategoryName({ merchantId, categoryId }: CategoryKey, name: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const rows = await tx`
      update categories set name = ${name}
      where merchant_id = ${merchantId} and id = ${categoryId} and not is_removed returning 1`;
    if (rows.length === 0) return false;
    const subject = `category:${categoryId}`;
    await recordAudit(tx, { merchantId, action: 'category.changed', subject, data: { name } });
    return true;
  });
}

/** Removes a category; its products have none afterwards. False when the merchant has no such category. */
export function markCategoryRemoved({ merchantId, categoryId }: CategoryKey): Promise<boolean> {
  return inTransaction(async (tx) => {
    const [removed] = await tx<{ name: string }[]>`
      with removed as (
        update categories set is_removed = true
        where merchant_id = ${merchantId} and id = ${categoryId} and not is_removed returning id, name
      ), freed as (
        update products set category_id = null
        where merchant_id = ${merchantId} and category_id = (select id from removed)
      )
      select name from removed`;
    if (removed === undefined) return false;
    const { name } = removed;
    const subject = `category:${categoryId}`;
    await recordAudit(tx, { merchantId, action: 'category.removed', subject, data: { name } });
    return true;
  });
}
