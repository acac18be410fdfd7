import { accepted, refused } from '@/gateway/monitor/reply';
import type { Report } from '@/gateway/monitor/report';
import { findMonitorBySignature, recordHeartbeat } from '@/lib/core/accounts';

/**
 * `/appHeart?t&sign`, sign = md5(t + key): the monitor is alive, and this is its clock. A beat that was heard before, or
 * whose time is none that this monitor can show now, is answered alike and counts for nothing.
 */
export async function heartbeat(report: Report): Promise<Response> {
  const monitor = await findMonitorBySignature(report.isSignedOver(['t']));
  if (monitor === null) return refused('签名校验不通过');
  if (report.timeMs !== null) await recordHeartbeat({ ...monitor, monitorTimeMs: report.timeMs });
  return accepted();
}
