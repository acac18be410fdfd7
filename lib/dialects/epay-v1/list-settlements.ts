import { listSettlements as readSettlements } from '@/lib/core/ledger';
import type { Credential } from '@/lib/core/merchants';
import type { AccountClaim } from '@/lib/dialects/epay-v1/account-claim';
import { readSlice, sliceOf, timeText } from '@/lib/dialects/epay-v1/account-text';
import { settlementTypeOf } from '@/lib/dialects/epay-v1/settlement-type';
import { formatYuan } from '@/lib/platform/money';

/** 查询结算记录, spec 易支付, newest first. A settlement is recorded when it was paid, so its status is always 1. */
export async function listSettlements(claim: AccountClaim, credential: Credential): Promise<object> {
  const { merchantId, mode } = credential;
  const slice = sliceOf(claim);
  const rows = await readSlice(slice, (page) =>
    readSettlements({ merchantId, mode, page, pageSize: slice.limit }),
  );
  const data = rows.map(({ id, amount, method, account, holder, at }) => ({
    id,
    type: settlementTypeOf(method),
    account,
    username: holder,
    money: formatYuan(amount),
    realmoney: formatYuan(amount),
    addtime: timeText(at),
    endtime: timeText(at),
    status: 1,
  }));
  return { code: 1, msg: '查询结算记录成功！', data };
}
