import { balanceOf } from '@/lib/core/ledger';
import { type Credential, getSettings } from '@/lib/core/merchants';
import { searchOrders, summariseDay } from '@/lib/core/orders';
import { settlementTypeOf } from '@/lib/dialects/epay-v1/settlement-type';
import { fen, formatYuan } from '@/lib/platform/money';

/** The key as it may be seen by whoever reads logs: its two ends. */
function masked(key: string): string {
  return `${key.slice(0, 2)}${'*'.repeat(Math.max(key.length - 4, 0))}${key.slice(-2)}`;
}

/**
 * 查询商户信息, spec 易支付. Its documents write order_today, its sources orders_today; both are answered, and both
 * count what was paid that day, as the sources do.
 */
export async function queryMerchant(_claim: unknown, credential: Credential): Promise<object> {
  const { merchantId, mode, pid, epayKey, isEpayKeyEchoed, status } = credential;
  const [settings, balance, { total }, today, yesterday] = await Promise.all([
    getSettings(merchantId),
    balanceOf(merchantId, mode, 'balance'),
    searchOrders({ merchantId, mode, page: 1, pageSize: 1 }),
    summariseDay(merchantId, mode, 0),
    summariseDay(merchantId, mode, 1),
  ]);
  return {
    code: 1,
    pid,
    key: isEpayKeyEchoed ? epayKey : masked(epayKey),
    active: status === 'active' ? 1 : 0,
    money: formatYuan(fen(balance)),
    type: settlementTypeOf(settings.settlementMethod),
    account: settings.settlementAccount ?? '',
    username: settings.settlementHolder ?? '',
    orders: total,
    order_today: today.paidCount,
    order_lastday: yesterday.paidCount,
    orders_today: today.paidCount,
    orders_lastday: yesterday.paidCount,
  };
}
