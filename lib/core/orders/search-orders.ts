import type { Order } from '@/lib/core/orders/order';
import { type OrderSearch, searchRows } from '@/lib/core/orders/store';
import { parseYuan } from '@/lib/platform/money';

/** One search box for order numbers of both sides, contact and exact amount; newest first. */
export function searchOrders(search: OrderSearch): Promise<{ rows: Order[]; total: number }> {
  const text = search.text?.trim();
  return searchRows(
    { ...search, text },
    {
      orderId: text !== undefined && /^\d{16}$/.test(text) ? Number(text) : null,
      amount: parseYuan((text ?? '').replace(/^[¥￥]/, '')),
    },
  );
}
