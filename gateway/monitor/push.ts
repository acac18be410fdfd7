import { fenOfJavaDouble } from '@/gateway/monitor/java-double';
import { matchLater } from '@/gateway/monitor/match-later';
import { accepted, refused } from '@/gateway/monitor/reply';
import type { Report } from '@/gateway/monitor/report';
import { findMonitorBySignature, paidAtFromMonitor } from '@/lib/core/accounts';
import { keepRefusedEvent, recordPush, refuseMessage } from '@/lib/core/monitoring';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

const TYPES: ReadonlyMap<string, PayType> = new Map([
  ['1', 'wechat'],
  ['2', 'alipay'],
  ['4', 'qq'],
]);

type Monitor = NonNullable<Awaited<ReturnType<typeof findMonitorBySignature>>>;

/**
 * A signed push that says no payment. With a time that its monitor can show now it is the monitor's own word, and kept
 * for people to look at; any other may be a message that somebody cut anew.
 */
async function refuse(monitor: Monitor, report: Report, told: { reason: string; msg: string }) {
  await refuseMessage(monitor, 'message_malformed');
  const { timeMs } = report;
  if (timeMs === null) return refused(told.msg);
  const { isClear } = await paidAtFromMonitor({ ...monitor, timeMs });
  const raw = JSON.stringify({ type: report.text('type'), price: report.text('price'), t: report.text('t') });
  if (isClear) await keepRefusedEvent(monitor, { raw, reason: told.reason, toldAtMs: timeMs });
  return refused(told.msg);
}

interface Payment {
  readonly type: PayType;
  readonly amount: Fen;
  readonly timeMs: number;
}

/**
 * What a push says, by the grammar of what the apps send: the type one digit, the price as Java prints it or with two
 * decimals, the time of 13 or 10 digits. In one signed text no more than one reading passes, and none in a beat's.
 */
export function readPush(report: Report): Payment | { readonly reason: string; readonly msg: string } {
  const { timeMs } = report;
  if (timeMs === null) return { reason: 'time_invalid', msg: '时间格式错误' };
  const type = TYPES.get(report.text('type'));
  if (type === undefined) return { reason: 'type_invalid', msg: '支付方式错误=>1|微信 2|支付宝' };
  const amount = fenOfJavaDouble(report.text('price'));
  return amount === null ? { reason: 'amount_invalid', msg: '金额错误' } : { type, amount, timeMs };
}

async function record(monitor: Monitor, report: Report, seen: Payment): Promise<number | null> {
  const { at, isClear } = await paidAtFromMonitor({ ...monitor, timeMs: seen.timeMs });
  return recordPush(monitor, {
    type: seen.type,
    amount: seen.amount,
    paidAt: at,
    isTimeUnclear: !isClear,
    toldAtMs: seen.timeMs,
    signature: report.signature,
    raw: { type: report.text('type'), price: report.text('price'), t: report.text('t') },
  });
}

/**
 * `/appPush?t&type&price&sign`, sign = md5(type + price + t + key): a payment was seen. The answer says that it
 * is stored; whether it pays an order is decided afterwards, so no merchant's server and no lock delays the
 * phone. The same report again, or the same payment told once more within seconds, is answered alike and settles nothing.
 */
export async function push(report: Report): Promise<Response> {
  const monitor = await findMonitorBySignature(report.isSignedOver(['type', 'price', 't']));
  if (monitor === null) return refused('签名校验不通过');
  const payment = readPush(report);
  if ('reason' in payment) return refuse(monitor, report, payment);
  const arrivalId = await record(monitor, report, payment);
  if (arrivalId !== null) matchLater(monitor.merchantId, [arrivalId]);
  return accepted();
}
