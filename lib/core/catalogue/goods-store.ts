import { sql } from '@/db/client';
import type { Fen } from '@/lib/platform/money';

export interface GoodsRow {
  readonly productId: number;
  readonly name: string;
  readonly unitPriceFen: Fen;
  readonly quantity: number;
  readonly owed: number;
  readonly keysSealed: string[];
}

/** The lines of an order with the keys that were sold to it; reserved keys are not its own yet. */
export function selectGoods({
  merchantId,
  orderId,
}: {
  merchantId: number;
  orderId: number;
}): Promise<GoodsRow[]> {
  return sql()<GoodsRow[]>`
    select l.product_id, l.name, l.unit_price_fen, l.quantity, l.owed, coalesce(keys.sealed, '{}') as keys_sealed
    from order_lines l
    left join lateral (
      select array_agg(content_sealed order by id) as sealed from card_keys
      where merchant_id = l.merchant_id and order_id = l.order_id and product_id = l.product_id and status = 'sold'
    ) keys on true
    where l.merchant_id = ${merchantId} and l.order_id = ${orderId}
    order by l.product_id`;
}
