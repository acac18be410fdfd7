import type { Credential } from '@/lib/core/merchants';
import { searchOrders } from '@/lib/core/orders';
import type { AccountClaim } from '@/lib/dialects/epay-v1/account-claim';
import { readSlice, sliceOf } from '@/lib/dialects/epay-v1/account-text';
import { orderView } from '@/lib/dialects/epay-v1/order-view';

/** 批量查询订单, spec 易支付: every order of the key's merchant and mode, newest first. */
export async function listOrders(claim: AccountClaim, credential: Credential): Promise<object> {
  const { merchantId, mode } = credential;
  const slice = sliceOf(claim);
  const rows = await readSlice(slice, (page) =>
    searchOrders({ merchantId, mode, page, pageSize: slice.limit }),
  );
  const data = rows.map((order) => orderView(order, credential));
  return { code: 1, msg: '查询订单记录成功！', count: data.length, data };
}
