import type { Credential } from '@/lib/core/merchants';
import { Refusal } from '@/lib/dialects/dialect';
import type { AccountClaim } from '@/lib/dialects/epay-v1/account-claim';
import { namedOrder, orderView } from '@/lib/dialects/epay-v1/order-view';

/** 查询单个订单, spec 易支付. */
export async function queryOrder(claim: AccountClaim, credential: Credential): Promise<object> {
  const order = await namedOrder(claim, credential);
  if (order === null) throw new Refusal(-1, '订单号不存在');
  return { code: 1, msg: '查询订单号成功！', ...orderView(order, credential) };
}
