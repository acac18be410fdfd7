import { createHmac } from 'node:crypto';
import { answerJson, refuseJson } from '@/gateway/monitor/api-reply';
import { matchLater } from '@/gateway/monitor/match-later';
import type { GatewayRequest } from '@/gateway/request';
import { identifyMonitor } from '@/lib/core/accounts';
import {
  admitForwarded,
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

interface Forwarded {
  readonly sender: string;
  readonly text: string;
  readonly timestamp: string;
  /** When the phone saw the notice, on its clock; null when the forwarder does not tell. */
  readonly noticedAtMs: number | null;
  readonly signature: string;
}

function readForwarded({ values }: Fields): Forwarded | null {
  const sender = values.get('from');
  const text = values.get('content');
  const timestamp = values.get('timestamp') ?? '';
  if (sender === undefined || text === undefined || !/^\d{13}$/.test(timestamp)) return null;
  const field = values.get('receive_time') ?? values.get('receiveTime');
  const noticedAtMs = noticedAt({ field, text, sentAtMs: Number(timestamp) });
  return { sender, text, timestamp, noticedAtMs, signature: values.get('sign') ?? '' };
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
 * `/api/monitor/forward?monitor=<id>`: a notice that SmsForwarder passed on, with its `from`, `content`, `timestamp` and
 * `sign`. It is recorded, read by the rules, and answered with what was read; matching comes after the answer. One whose
 * time is more than an hour off is refused and kept all the same: what it says of money waits for a person.
 */
export async function forward(request: GatewayRequest, body: Uint8Array): Promise<Response> {
  const fields = readBodyFields(body, request.header('content-type') ?? '');
  const forwarded = fields === null ? null : readForwarded(fields);
  if (forwarded === null) return refuse(400, 'body_invalid');
  const { sender, text, timestamp, noticedAtMs, signature } = forwarded;
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
  const times = { toldAtMs, noticedAtMs, isTimeUnclear: !isTimely };
  const { noticeId, isRepeat } = await recordNotice(monitor, { sender, text, ...times });
  const { merchantId } = monitor;
  const read = await readSoon({ merchantId, noticeId });
  if (read?.outcome === 'read') matchLater(merchantId, [read.arrivalId]);
  if (!isTimely) return refuse(401, 'timestamp_out_of_range');
  return answerJson(200, { ok: true, noticeId, isRepeat, ...(read ?? { outcome: 'recorded' }) });
}
