import { sql } from '@/db/client';
import type { ProductKey } from '@/lib/core/catalogue/products-store';

export interface Picture {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** False when the merchant has no such product. */
export async function upsertPicture(
  { merchantId, productId }: ProductKey,
  { contentType, bytes, token }: Picture & { token: string },
): Promise<boolean> {
  const rows = await sql()`
    insert into product_pictures (merchant_id, product_id, token, content_type, bytes)
    select merchant_id, id, ${token}::text, ${contentType}::text, ${bytes}::bytea from products
    where merchant_id = ${merchantId} and id = ${productId} and not is_removed
    on conflict (merchant_id, product_id) do update
      set token = excluded.token, content_type = excluded.content_type, bytes = excluded.bytes
    returning 1`;
  return rows.length === 1;
}

export async function deletePicture({ merchantId, productId }: ProductKey): Promise<void> {
  await sql()`delete from product_pictures where merchant_id = ${merchantId} and product_id = ${productId}`;
}

/** By its public name alone, which is random; removed products show no picture. */
export async function selectPicture(token: string): Promise<Picture | null> {
  const [row] = await sql()<Picture[]>`
    select pictures.content_type, pictures.bytes from product_pictures pictures
    join products p on p.merchant_id = pictures.merchant_id and p.id = pictures.product_id and not p.is_removed
    where pictures.token = ${token}`;
  return row ?? null;
}
