import { createHash, createHmac } from 'node:crypto';
import { refuseJson } from '@/gateway/monitor/api-reply';
import type { GatewayRequest } from '@/gateway/request';
import { identifyMonitor } from '@/lib/core/accounts';
import { type Admission, admitMessage, type Refusal, refuseMessage } from '@/lib/core/monitoring';
import { databaseTime } from '@/lib/core/orders';
import { equalInConstantTime } from '@/lib/platform/crypto';

/** Keeps these signatures from meaning anything elsewhere. */
const DOMAIN_TAG = 'matou-monitor-v1';

const HEADERS = {
  monitor: ['matou-monitor', /^[1-9]\d{0,14}$/],
  timestamp: ['matou-timestamp', /^\d{13}$/],
  nonce: ['matou-nonce', /^[A-Za-z0-9_-]{16,64}$/],
  sequence: ['matou-sequence', /^[1-9]\d{0,14}$/],
  signature: ['matou-signature', /^[0-9a-f]{64}$/],
} as const;

type Head = Readonly<Record<keyof typeof HEADERS, string>>;

const STATUS: Readonly<Record<Refusal, number>> = {
  signature_invalid: 401,
  timestamp_out_of_range: 401,
  nonce_replayed: 409,
  sequence_behind: 409,
};

export interface SignedMessage {
  readonly monitor: { readonly merchantId: number; readonly monitorId: number };
  readonly admission: Admission;
}

/** The text that a monitor signs; every part but the last is of a fixed grammar without line breaks. */
export function canonicalText(
  method: string,
  path: string,
  head: Pick<Head, 'timestamp' | 'nonce' | 'sequence'>,
  body: Uint8Array,
): string {
  const digest = createHash('sha256').update(body).digest('hex');
  return [DOMAIN_TAG, method, path, head.timestamp, head.nonce, head.sequence, digest].join('\n');
}

export function signMessage(key: string, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex');
}

function readHead(request: GatewayRequest): Head | string {
  const head: Partial<Record<keyof Head, string>> = {};
  for (const [part, [name, grammar]] of Object.entries(HEADERS)) {
    const text = request.header(name) ?? '';
    if (!grammar.test(text)) return name;
    head[part as keyof Head] = text;
  }
  return head as Head;
}

async function refuse(refusal: Refusal | 'header_invalid', more: Readonly<Record<string, unknown>> = {}) {
  const serverTime = (await databaseTime()).getTime();
  return refuseJson(refusal === 'header_invalid' ? 400 : STATUS[refusal], refusal, { serverTime, ...more });
}

/**
 * Reads a message of Matou's own monitor protocol and takes it, or answers why not (docs/monitor-api.md). An unknown
 * monitor and a wrong key are answered alike.
 */
export async function readSignedMessage(
  request: GatewayRequest,
  body: Uint8Array,
): Promise<SignedMessage | Response> {
  const head = readHead(request);
  if (typeof head === 'string') return refuse('header_invalid', { header: head });
  const text = canonicalText(request.method, request.path, head, body);
  const found = await identifyMonitor(Number(head.monitor), (key) =>
    equalInConstantTime(signMessage(key, text), head.signature),
  );
  if (found === null) return refuse('signature_invalid');
  if (!found.isSigned) {
    await refuseMessage(found.monitor, 'signature_invalid');
    return refuse('signature_invalid');
  }
  const { monitor } = found;
  const admission = await admitMessage(monitor, {
    timeMs: Number(head.timestamp),
    nonce: head.nonce,
    sequence: Number(head.sequence),
  });
  if (admission === null) return refuse('signature_invalid');
  const { refusal, serverTimeMs: serverTime, lastSequence } = admission;
  if (refusal !== null) return refuseJson(STATUS[refusal], refusal, { serverTime, lastSequence });
  return { monitor, admission };
}
