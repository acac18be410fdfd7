import { fenOfJavaDouble } from '@/gateway/monitor/java-double';
import { matchLater } from '@/gateway/monitor/match-later';
import { accepted, refused } from '@/gateway/monitor/reply';
import type { Report } from '@/gateway/monitor/report';
import { findMonitorBySignature, paidAtFromMonitor } from '@/lib/core/accounts';
import { recordArrival } from '@/lib/core/arrivals';
import { databaseTime } from '@/lib/core/orders';
import type { PayType } from '@/lib/core/vocabulary';

const TYPES: ReadonlyMap<string, PayType> = new Map([
  ['1', 'wechat'],
  ['2', 'alipay'],
  ['4', 'qq'],
]);

interface MonitorKey {
  readonly merchantId: number;
  readonly monitorId: number;
}

/** A payment whose report tells no usable time is kept all the same, as of now. */
function paidAt(monitor: MonitorKey, timeMs: number | null): Promise<Date> {
  return timeMs === null ? databaseTime() : paidAtFromMonitor({ ...monitor, timeMs });
}

/**
 * `/appPush?t&type&price&sign`, sign = md5(type + price + t + key): a payment was seen. The answer says that it
 * is stored; whether it pays an order is decided afterwards, so no merchant's server and no lock delays the
 * phone. The same report again is answered alike and settles nothing.
 */
export async function push(report: Report): Promise<Response> {
  const monitor = await findMonitorBySignature(report.isSignedOver(['type', 'price', 't']));
  if (monitor === null) return refused('签名校验不通过');
  const type = TYPES.get(report.text('type'));
  if (type === undefined) return refused('支付方式错误=>1|微信 2|支付宝');
  const amount = fenOfJavaDouble(report.text('price'));
  if (amount === null) return refused('金额错误');
  const { merchantId, monitorId } = monitor;
  const { arrivalId, isRepeat } = await recordArrival({
    merchantId,
    mode: 'live',
    type,
    accountId: null,
    monitorId,
    source: 'vmq',
    dedupeKey: `vmq:${monitorId}:${report.signature}`,
    amount,
    paidAt: await paidAt(monitor, report.timeMs),
    raw: { type: report.text('type'), price: report.text('price'), t: report.text('t') },
  });
  if (!isRepeat) matchLater(merchantId, [arrivalId]);
  return accepted();
}
