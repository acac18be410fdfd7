import { connect, type Socket } from 'node:net';

/** What a load run saw. */
export interface Load {
  readonly requests: number;
  readonly failures: number;
  readonly firstFailure: string | undefined;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface LoadPlan {
  readonly port: number;
  readonly connections: number;
  readonly requests: number;
  /** The bytes of the next request. */
  readonly next: () => Buffer;
  /** What a good answer carries. */
  readonly expected: string;
}

const HEAD_END = '\r\n\r\n';

/** Length of the whole answer, or undefined while its end cannot be known. */
function answerLength(bytes: Buffer): number | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd).toLowerCase();
  const declared = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  if (declared !== undefined) return headEnd + HEAD_END.length + Number(declared);
  const end = bytes.indexOf(`\r\n0${HEAD_END}`, headEnd);
  return end < 0 ? undefined : end + 3 + HEAD_END.length;
}

export function percentile(sorted: ArrayLike<number>, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/**
 * Sends a fixed number of requests over kept-alive connections, each sending its next one when the last was
 * answered. Plain sockets, because on one machine a heavier generator would take the processor that it measures.
 */
export async function load(plan: LoadPlan): Promise<Load> {
  const latencies = new Float64Array(plan.requests);
  let sent = 0;
  let answered = 0;
  let failures = 0;
  let firstFailure: string | undefined;

  const drive = (socket: Socket) =>
    new Promise<void>((settle, refuse) => {
      let pending: Buffer = Buffer.alloc(0);
      let startedAt = 0;
      const send = () => {
        if (sent >= plan.requests) {
          socket.destroy();
          settle();
          return;
        }
        sent += 1;
        startedAt = performance.now();
        socket.write(plan.next());
      };
      socket.on('data', (chunk) => {
        pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
        const length = answerLength(pending);
        if (length === undefined || pending.length < length) return;
        latencies[answered] = performance.now() - startedAt;
        answered += 1;
        if (!pending.includes(plan.expected)) {
          failures += 1;
          firstFailure ??= pending.toString('utf8');
        }
        pending = Buffer.alloc(0);
        send();
      });
      socket.once('error', refuse);
      socket.once('close', () => refuse(new Error('the connection was closed before the answer')));
      send();
    });

  const sockets = await Promise.all(Array.from({ length: plan.connections }, () => open(plan.port)));
  const start = performance.now();
  await Promise.all(sockets.map(drive));
  const seconds = (performance.now() - start) / 1000;
  const sorted = latencies.sort();
  return {
    requests: plan.requests,
    failures,
    firstFailure,
    seconds,
    perSecond: plan.requests / seconds,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    maxMs: percentile(sorted, 1),
  };
}

function open(port: number): Promise<Socket> {
  return new Promise((settle, refuse) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => settle(socket));
    socket.once('error', refuse);
  });
}
