import { createHmac } from 'node:crypto';
import { answerJson, refuseJson } from '@/gateway/monitor/api-reply';
import { matchLater } from '@/gateway/monitor/match-later';
import { readForwarded } from '@/gateway/monitor/read-forwarded';
import type { GatewayRequest } from '@/gateway/request';
import { identifyMonitor, type MonitorKey } from '@/lib/core/accounts';
import {
  admitForwarded,
  keepRefusedEvent,
  type NoticeOutcome,
  noticedAt,
  readNotice,
  recordNotice,
  refuseMessage,
} from '@/lib/core/monitoring';
import { databaseTime } from '@/lib/core/orders';
import { equalInConstantTime } from '@/lib/platform/crypto';
import { type Fields, readBodyFields } from '@/lib/platform/fields';
import { log } from '@/lib/platform/log';

/**
 * The app encodes the signature for an address and then once more as a form field; other senders encode it once
 * (reference: SmsForwarder, sign).
 */
function isSigned(timestamp: string, signature: string): (key: string) => boolean {
  return (key) => {
    const mac = createHmac('sha256', key).update(`${timestamp}\n${key}`, 'utf8').digest('base64');
    const isPlain = equalInConstantTime(mac, signature);
    return equalInConstantTime(encodeURIComponent(mac), signature) || isPlain;
  };
}

/** Null when the time or what it is about is missing. */
function readStamp({ values, faults }: Fields): { timestamp: string; signature: string } | null {
  const timestamp = values.get('timestamp') ?? '';
  const isAbout = ['from', 'content'].every((name) => values.has(name) || faults.has(name));
  if (!isAbout || !/^\d{13}$/.test(timestamp)) return null;
  return { timestamp, signature: values.get('sign') ?? '' };
}

/** When the phone saw the notice, on its clock; null when the forwarder does not tell. */
function noticedAtMsOf({ values }: Fields, sentAtMs: number): number | null {
  const field = values.get('receive_time') ?? values.get('receiveTime');
  return noticedAt({ field, text: values.get('content') ?? '', sentAtMs });
}

/** Kept as it came, for people to look at: a field came twice or broken, and could be the words of a stranger. */
async function keepUnclear(monitor: MonitorKey, body: Uint8Array, toldAtMs: number): Promise<void> {
  const raw = Buffer.from(body).toString('utf8').replaceAll('\0', '');
  await keepRefusedEvent(monitor, { raw, reason: 'fields_unclear', toldAtMs });
}

async function refuse(status: number, error: string): Promise<Response> {
  return refuseJson(status, error, { serverTime: (await databaseTime()).getTime() });
}

/** The notice is safe by now; what cannot be read at once, the worker reads. */
async function readSoon(key: { merchantId: number; noticeId: number }): Promise<NoticeOutcome | null> {
  try {
    return await readNotice(key);
  } catch (error) {
    log.error({ error, ...key }, 'a notice waits for the sweep');
    return null;
  }
}

/**
 * `/api/monitor/forward?monitor=<id>`: a notice that SmsForwarder passed on, with its `from`, `title`, `content`,
 * `timestamp` and `sign`; `&template=default` when its own message template is in use. It is recorded, read by the rules,
 * and answered with what was read; matching comes after the answer. One whose time is more than an hour off is refused and
 * kept all the same: what it says of money waits for a person.
 */
export async function forward(request: GatewayRequest, body: Uint8Array): Promise<Response> {
  const fields = readBodyFields(body, request.header('content-type') ?? '');
  const stamp = fields === null ? null : readStamp(fields);
  if (fields === null || stamp === null) return refuse(400, 'body_invalid');
  const { timestamp, signature } = stamp;
  const id = request.query.get('monitor') ?? '';
  const monitorId = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0;
  const found = await identifyMonitor(monitorId, isSigned(timestamp, signature));
  if (found?.isSigned !== true) {
    if (found !== null) await refuseMessage(found.monitor, 'signature_invalid');
    return refuse(401, 'signature_invalid');
  }
  const { monitor } = found;
  const toldAtMs = Number(timestamp);
  const isTimely = await admitForwarded(monitor, toldAtMs);
  const forwarded = readForwarded(fields, request.query.get('template') === 'default');
  if (forwarded === null) {
    await keepUnclear(monitor, body, toldAtMs);
    if (!isTimely) return refuse(401, 'timestamp_out_of_range');
    return answerJson(200, { ok: true, outcome: 'unread', reason: 'fields_unclear' });
  }
  const times = { toldAtMs, noticedAtMs: noticedAtMsOf(fields, toldAtMs), isTimeUnclear: !isTimely };
  const { noticeId, isRepeat } = await recordNotice(monitor, { ...forwarded, ...times });
  const { merchantId } = monitor;
  const read = await readSoon({ merchantId, noticeId });
  if (read?.outcome === 'read') matchLater(merchantId, [read.arrivalId]);
  if (!isTimely) return refuse(401, 'timestamp_out_of_range');
  return answerJson(200, { ok: true, noticeId, isRepeat, ...(read ?? { outcome: 'recorded' }) });
}
