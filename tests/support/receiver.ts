import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the merchant's site got it, nothing decoded. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: string;
  readonly receivedAt: number;
}

/** What the merchant's site does with a request. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly status?: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly delayMs?: number;
    }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Cuts the connection without a word. */
  | { readonly kind: 'reset' };

export interface Receiver {
  /** `http://127.0.0.1:port`, without a trailing slash. */
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** How it replies from now on; it says `success` until told otherwise. */
  replyWith(reply: Reply | ((request: ReceivedRequest) => Reply)): void;
  /** Resolves with the first `count` requests that match, now or later. Rejects after `timeoutMs`. */
  waitFor(
    count: number,
    isMeant?: (request: ReceivedRequest) => boolean,
    timeoutMs?: number,
  ): Promise<ReceivedRequest[]>;
  close(): Promise<void>;
}

const SUCCESS: Reply = { kind: 'answer', status: 200, body: 'success' };

/** A merchant's own site: a real HTTP server on a free loopback port that writes down what it gets. */
export async function startReceiver(): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  const waiting = new Set<() => void>();
  let decide: (request: ReceivedRequest) => Reply = () => SUCCESS;

  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    requests.push(request);
    for (const look of waiting) look();
    await give(decide(request), response);
  });
  server.keepAliveTimeout = 1_000;
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    replyWith: (reply) => {
      decide = typeof reply === 'function' ? reply : () => reply;
    },
    waitFor: (count, isMeant = () => true, timeoutMs = 15_000) =>
      new Promise((settle, refuse) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          refuse(new Error(`${requests.filter(isMeant).length} of ${count} requests within ${timeoutMs} ms`));
        }, timeoutMs);
        const look = () => {
          const found = requests.filter(isMeant);
          if (found.length < count) return;
          clearTimeout(timer);
          waiting.delete(look);
          settle(found.slice(0, count));
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  return {
    method: incoming.method ?? '',
    target,
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers: incoming.headers,
    rawHeaders: incoming.rawHeaders,
    body: Buffer.concat(chunks).toString('utf8'),
    receivedAt: Date.now(),
  };
}

async function give(reply: Reply, response: ServerResponse): Promise<void> {
  if (reply.kind === 'hang') return;
  if (reply.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (reply.kind === 'redirect') {
    response.writeHead(reply.status ?? 302, { location: reply.location }).end();
    return;
  }
  const { delayMs = 0 } = reply;
  if (delayMs > 0) await new Promise((settle) => setTimeout(settle, delayMs));
  response.writeHead(reply.status ?? 200, { 'content-type': 'text/plain; charset=utf-8', ...reply.headers });
  response.end(reply.body ?? 'success');
}
