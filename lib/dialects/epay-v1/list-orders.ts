import type { Credential } from '@/lib/core/merchants';
import { searchOrders } from '@/lib/core/orders';
import type { AccountClaim } from '@/lib/dialects/epay-v1/account-claim';
import { readSlice, sliceOf, wholeNumber } from '@/lib/dialects/epay-v1/account-text';
import { orderView, statusesOf } from '@/lib/dialects/epay-v1/order-view';

/**
 * 批量查询订单, spec 易支付: the orders of the key's merchant and mode, newest first; only those of `status` where it is
 * sent, as the sources have it.
 */
export async function listOrders(claim: AccountClaim, credential: Credential): Promise<object> {
  const { merchantId, mode } = credential;
  const slice = sliceOf(claim);
  const number = wholeNumber(claim, 'status');
  const status = number === null ? undefined : statusesOf(number);
  const rows = await readSlice(slice, (page) =>
    searchOrders({ merchantId, mode, status, page, pageSize: slice.limit }),
  );
  const data = rows.map((order) => orderView(order, credential));
  return { code: 1, msg: '查询订单记录成功！', count: data.length, data };
}
