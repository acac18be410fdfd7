import { sql } from '@/db/client';

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
export async function insertCategory(merchantId: number, name: string): Promise<number | null> {
  const [row] = await sql()<{ id: number }[]>`
    insert into categories (merchant_id, name) values (${merchantId}, ${name})
    on conflict (merchant_id, name) where not is_removed do nothing returning id`;
  return row?.id ?? null;
}

const UNIQUE_VIOLATION = '23505';

/** What a name that is taken makes of `updateCategoryName`: it breaks `categories_name`. */
export function isNameTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION;
}

/** False when the merchant has no such category. Throws for a name that is taken. */
export async function updateCategoryName(
  { merchantId, categoryId }: CategoryKey,
  name: string,
): Promise<boolean> {
  const rows = await sql()`
    update categories set name = ${name}
    where merchant_id = ${merchantId} and id = ${categoryId} and not is_removed returning 1`;
  return rows.length === 1;
}

/** Removes a category; its products have none afterwards. False when the merchant has no such category. */
export async function markCategoryRemoved({ merchantId, categoryId }: CategoryKey): Promise<boolean> {
  const rows = await sql()`
    with removed as (
      update categories set is_removed = true
      where merchant_id = ${merchantId} and id = ${categoryId} and not is_removed returning id
    ), freed as (
      update products set category_id = null
      where merchant_id = ${merchantId} and category_id = (select id from removed)
    )
    select 1 from removed`;
  return rows.length === 1;
}
