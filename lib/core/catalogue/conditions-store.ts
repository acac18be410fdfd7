import { sql } from '@/db/client';

/** A product on sale of which few card keys are left. */
export interface LowStock {
  readonly merchantId: number;
  readonly productId: number;
  readonly name: string;
  readonly left: number;
  /** The greatest number of a key it ever had: changes when keys are imported. */
  readonly lastKeyId: number;
}

/** Products with card keys of these merchants that have at most `threshold` unsold live ones, of those that had any. */
export function selectLowStock(merchantIds: readonly number[], threshold: number): Promise<LowStock[]> {
  return sql()<LowStock[]>`
    select p.merchant_id, p.id as product_id, p.name, unsold.count::int as left, last.id as last_key_id
    from products p
    cross join lateral (
      select count(*) as count from (
        select 1 from card_keys
        where merchant_id = p.merchant_id and product_id = p.id and mode = 'live' and status = 'unsold'
        limit ${threshold + 1}) few
    ) unsold
    cross join lateral (
      select id from card_keys
      where merchant_id = p.merchant_id and product_id = p.id and mode = 'live' order by id desc limit 1
    ) last
    where p.merchant_id = any(${[...merchantIds]}::bigint[]) and p.delivery = 'cards' and p.is_on_sale
      and not p.is_removed and unsold.count <= ${threshold}`;
}
