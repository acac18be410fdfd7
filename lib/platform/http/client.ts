import { lookup } from 'node:dns/promises';
import type { AddressPolicy } from '@/lib/platform/http/address-policy';
import { exchange, type OutgoingRequest } from '@/lib/platform/http/exchange';
import { classify, type TransportFailure } from '@/lib/platform/http/failure';
import { guardedConnector, type ResolveName } from '@/lib/platform/http/guarded-connector';
import { parseTarget, type Target } from '@/lib/platform/http/target';

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  /** Lower-case names; of repeated headers the first. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked. */
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

function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** The time ends here too, so that no state of the connection can hold the caller. */
function inTime(target: Target, request: OutgoingRequest, options: typeof DEFAULTS & ClientOptions) {
  const connect = guardedConnector({
    policy: options.policy,
    resolveName: options.resolveName,
    port: target.port,
    timeoutMs: options.connectTimeoutMs,
  });
  const signal = AbortSignal.timeout(options.totalTimeoutMs);
  const { maxBodyBytes } = options;
  return Promise.race([exchange(target, request, { connect, signal, maxBodyBytes }), endOf(signal)]);
}

/**
 * A client for addresses that strangers chose. It reaches only what the policy allows, follows no redirect, keeps no
 * cookie, checks certificates, reads at most 64 KiB, packed and unpacked, and ends after 15 seconds. `send` answers
 * with a value whatever the other side does.
 */
export function createHttpClient(given: ClientOptions): HttpClient {
  const options = { ...DEFAULTS, ...given };
  return {
    async send(request) {
      const startedAt = performance.now();
      const durationMs = () => performance.now() - startedAt;
      const target = parseTarget(request.url, options.policy);
      if (typeof target === 'string') {
        const failure = target === 'port_shut' ? 'port_shut' : 'bad_address';
        return { kind: 'no_answer', failure, detail: target, durationMs: durationMs() };
      }
      try {
        return { kind: 'answer', ...(await inTime(target, request, options)), durationMs: durationMs() };
      } catch (error) {
        return { kind: 'no_answer', ...classify(error), durationMs: durationMs() };
      }
    },
  };
}
