import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  request as openRequest,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream';
import { sayAdminIsAway } from './away-page';

/** They speak of one connection, not of the message. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Names and values in turn, spelled and ordered as they came. */
function endToEnd(rawHeaders: readonly string[], without: ReadonlySet<string> = new Set()): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = [rawHeaders[index], rawHeaders[index + 1]];
    const lower = name.toLowerCase();
    if (!HOP_BY_HOP.has(lower) && !without.has(lower)) kept.push(name, value);
  }
  return kept;
}

const FORWARDED = new Set(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']);

function forwardedHeaders(request: IncomingMessage, protocol: string): string[] {
  const earlier = request.headers['x-forwarded-for'];
  const from = request.socket.remoteAddress ?? '';
  return [
    ...['X-Forwarded-For', earlier === undefined ? from : `${String(earlier)}, ${from}`],
    ...['X-Forwarded-Host', request.headers.host ?? ''],
    ...['X-Forwarded-Proto', protocol],
  ];
}

function hasBody(request: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
}

export interface ProxyOptions {
  readonly port: number;
  /** `http` or `https`, as the outside world reaches this installation. */
  readonly protocol: string;
}

export type Proxy = (request: IncomingMessage, response: ServerResponse, target: string) => void;

/**
 * Hands requests to the admin on the loopback, byte for byte both ways: encodings and bodies untouched, Host kept.
 * Connections are kept and reused; a request that met one which was just closing is sent once more when it has no
 * body.
 */
export function createProxy({ port, protocol }: ProxyOptions): Proxy {
  const agent = new Agent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 32, scheduling: 'lifo' });

  function send(request: IncomingMessage, target: string): ClientRequest {
    const framing =
      request.headers['transfer-encoding'] === undefined ? [] : ['Transfer-Encoding', 'chunked'];
    const host = request.headers.host === undefined ? ['Host', `127.0.0.1:${port}`] : [];
    const own = endToEnd(request.rawHeaders, FORWARDED);
    const headers = [...own, ...host, ...forwardedHeaders(request, protocol), ...framing];
    return openRequest({ host: '127.0.0.1', port, agent, method: request.method, path: target, headers });
  }

  function forward(
    request: IncomingMessage,
    response: ServerResponse,
    target: string,
    isSecondTry: boolean,
  ): void {
    const upstream = send(request, target);
    const leave = () => upstream.destroy();
    response.once('close', leave);
    upstream.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer.rawHeaders));
      pipeline(answer, response, () => undefined);
    });
    upstream.once('error', () => {
      response.off('close', leave);
      if (response.destroyed) return;
      const mayRepeat = upstream.reusedSocket && !isSecondTry && !hasBody(request) && !response.headersSent;
      if (mayRepeat) forward(request, response, target, true);
      else sayAdminIsAway(request, response);
    });
    if (hasBody(request)) request.pipe(upstream);
    else upstream.end();
  }

  return (request, response, target) => forward(request, response, target, false);
}
