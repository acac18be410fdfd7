import { type IncomingMessage, request as openRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import type { buildConnector } from 'undici';
import type { Target } from '@/lib/platform/http/target';
import { type ReadBody, readUpTo, unpack } from '@/lib/platform/http/unpack';

const HEAD_BYTES_MAX = 16 * 1024;

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface Exchanged extends ReadBody {
  readonly status: number;
  /** Lower-case names; of repeated headers the first. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface ExchangeOptions {
  readonly connect: buildConnector.connector;
  readonly signal: AbortSignal;
  readonly maxBodyBytes: number;
}

function firstOfEach({ headersDistinct }: IncomingMessage): Record<string, string> {
  const entries = Object.entries(headersDistinct).map(([name, values]) => [name, values?.[0]]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function closedEarly(): Error {
  return Object.assign(new Error('the connection was closed before an answer'), { code: 'ECONNRESET' });
}

/**
 * Sends one request over one guarded connection, which is asked to close, so that nothing is shared between merchants
 * and nothing stays open. Lines may end with LF alone, as scripts that print their own headers write them: the lenient
 * reading is safe here because no second answer is ever read from the connection.
 */
export async function exchange(
  target: Target,
  request: OutgoingRequest,
  { connect, signal, maxBodyBytes }: ExchangeOptions,
): Promise<Exchanged> {
  const { protocol, host, hostname } = new URL(target.origin);
  const createConnection = (_: unknown, done: (error: Error | null, socket: Duplex) => void) => {
    connect({ protocol, host, hostname, port: String(target.port) }, (error, socket) => {
      done(error, socket as unknown as Duplex);
    });
    return undefined;
  };
  const outgoing = openRequest({
    method: request.method,
    path: target.path,
    headers: { host, accept: '*/*', ...request.headers, 'accept-encoding': 'identity', connection: 'close' },
    insecureHTTPParser: true,
    maxHeaderSize: HEAD_BYTES_MAX,
    createConnection,
    signal,
  });
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.on('response', resolve);
      outgoing.on('error', reject);
      outgoing.on('close', () => reject(closedEarly()));
      outgoing.end(request.body ?? undefined);
    });
    answer.on('error', () => undefined);
    const read = await readUpTo(answer, maxBodyBytes);
    const headers = firstOfEach(answer);
    const body = await unpack(read, headers['content-encoding'] ?? '', maxBodyBytes);
    return { status: answer.statusCode ?? 0, headers, ...body };
  } finally {
    outgoing.destroy();
  }
}
