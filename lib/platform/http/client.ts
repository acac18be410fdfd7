import { lookup } from 'node:dns/promises';
import { Client, type Dispatcher } from 'undici';
import type { AddressPolicy } from '@/lib/platform/http/address-policy';
import { classify, type TransportFailure } from '@/lib/platform/http/failure';
import { guardedConnector, type ResolveName } from '@/lib/platform/http/guarded-connector';
import { parseTarget, type Target } from '@/lib/platform/http/target';

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  /** Lower-case names; of repeated headers the first. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** True when the answer went on beyond `body`. */
  readonly isCut: boolean;
  readonly durationMs: number;
}

export interface NoAnswer {
  readonly kind: 'no_answer';
  readonly failure: TransportFailure;
  readonly detail: string;
  readonly durationMs: number;
}

export type SendResult = Answer | NoAnswer;

export interface ClientOptions {
  readonly policy: AddressPolicy;
  readonly resolveName?: ResolveName;
  readonly connectTimeoutMs?: number;
  readonly totalTimeoutMs?: number;
  readonly maxBodyBytes?: number;
}

export interface HttpClient {
  send(request: OutgoingRequest): Promise<SendResult>;
}

const DEFAULTS = {
  resolveName: ((hostname) => lookup(hostname, { all: true, verbatim: true })) as ResolveName,
  connectTimeoutMs: 5_000,
  totalTimeoutMs: 15_000,
  maxBodyBytes: 64 * 1024,
};

async function readUpTo(
  body: AsyncIterable<Buffer>,
  limit: number,
): Promise<{ body: Buffer; isCut: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) return { body: Buffer.concat(chunks).subarray(0, limit), isCut: true };
  }
  return { body: Buffer.concat(chunks), isCut: false };
}

function firstOfEach(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function exchange(
  target: Target,
  request: OutgoingRequest,
  options: typeof DEFAULTS & ClientOptions,
): Promise<Omit<Answer, 'durationMs'>> {
  const connect = guardedConnector({
    policy: options.policy,
    resolveName: options.resolveName,
    port: target.port,
    timeoutMs: options.connectTimeoutMs,
  });
  // One connection for one request: nothing is shared between merchants and nothing stays open.
  const client = new Client(target.origin, { connect, pipelining: 0 });
  const signal = AbortSignal.timeout(options.totalTimeoutMs);
  const answer = async () => {
    const { statusCode, headers, body } = await client.request({
      method: request.method,
      path: target.path,
      headers: { ...request.headers, 'accept-encoding': 'identity' },
      body: request.body,
      signal,
    });
    const read = await readUpTo(body, options.maxBodyBytes);
    return { kind: 'answer' as const, status: statusCode, headers: firstOfEach(headers), ...read };
  };
  try {
    // The time ends here too, so that no state of the connection can hold the caller.
    return await Promise.race([answer(), endOf(signal)]);
  } finally {
    await client.destroy().catch(() => undefined);
  }
}

/**
 * A client for addresses that strangers chose. It reaches only what the policy allows, follows no redirect, keeps no
 * cookie, checks certificates, unpacks nothing, reads at most 64 KiB and ends after 15 seconds. `send` answers with
 * a value whatever the other side does.
 */
export function createHttpClient(given: ClientOptions): HttpClient {
  const options = { ...DEFAULTS, ...given };
  return {
    async send(request) {
      const startedAt = performance.now();
      const durationMs = () => performance.now() - startedAt;
      const target = parseTarget(request.url);
      if (typeof target === 'string') {
        return { kind: 'no_answer', failure: 'bad_address', detail: target, durationMs: durationMs() };
      }
      try {
        return { ...(await exchange(target, request, options)), durationMs: durationMs() };
      } catch (error) {
        return { kind: 'no_answer', ...classify(error), durationMs: durationMs() };
      }
    },
  };
}
