import { clientIp } from '@/gateway/client-ip';

/** Larger bodies are refused with 413. */
export const BODY_BYTES_MAX = 64 * 1024;

/** The body is larger than any protocol of ours needs; thrown before it is read to its end. */
export class BodyTooLarge extends Error {}

/** The connection broke before the body was whole; nobody is left to read an answer. */
export class BodyUnreadable extends Error {}

/** One request as the handlers of the public surface see it, on either mount. */
export class GatewayRequest {
  /** HEAD is answered as GET; whoever writes to the wire leaves out the body. */
  readonly method: string;
  /** Nobody will read the body: the address is only being tried. */
  readonly isHead: boolean;
  /** Without query, doubled leading slashes or a trailing slash. */
  readonly path: string;
  /** The query as it was sent, without `?`. */
  readonly rawQuery: string;
  readonly #request: Request;
  readonly #peer: string | undefined;
  #query: URLSearchParams | undefined;

  /** `peer` is the address at the other end of the connection, where the mount knows it. */
  constructor(request: Request, peer: string | undefined) {
    const { path, rawQuery } = splitAddress(request.url);
    this.isHead = request.method === 'HEAD';
    this.method = this.isHead ? 'GET' : request.method;
    this.path = path;
    this.rawQuery = rawQuery;
    this.#request = request;
    this.#peer = peer;
  }

  /** Where the request came from, as the nearest trusted hop saw it; empty when nobody knows. */
  get clientIp(): string {
    return clientIp(this.#peer, this.header('x-forwarded-for'));
  }

  get query(): URLSearchParams {
    this.#query ??= new URLSearchParams(this.rawQuery);
    return this.#query;
  }

  header(name: string): string | null {
    return this.#request.headers.get(name);
  }

  /** Fires when the other side goes away; streams end on it. */
  get signal(): AbortSignal {
    return this.#request.signal;
  }

  /** The body's bytes. Throws BodyTooLarge over 64 KiB, BodyUnreadable when the sender went away. */
  async readBody(): Promise<Uint8Array> {
    const declared = Number(this.header('content-length') ?? Number.NaN);
    if (declared > BODY_BYTES_MAX) throw new BodyTooLarge();
    if (declared >= 0) return new Uint8Array(await readable(this.#request.arrayBuffer()));
    return readAtMost(this.#request.body, BODY_BYTES_MAX);
  }

  /** A form body as a browser sends it from a page of ours. Throws like readBody. */
  async readForm(): Promise<URLSearchParams> {
    return new URLSearchParams(Buffer.from(await this.readBody()).toString('utf8'));
  }
}

/** Cuts an absolute URL into the normalised path and the raw query, without parsing it anew. */
export function splitAddress(url: string): { path: string; rawQuery: string } {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const fragment = url.indexOf('#', start);
  const whole = start < 0 ? '/' : url.slice(start, fragment < 0 ? undefined : fragment);
  const mark = whole.indexOf('?');
  const rawQuery = mark < 0 ? '' : whole.slice(mark + 1);
  return { path: normalisePath(mark < 0 ? whole : whole.slice(0, mark)), rawQuery };
}

/** `//submit.php/` and `/submit.php` are one address. */
export function normalisePath(path: string): string {
  let start = 0;
  while (path.charCodeAt(start + 1) === 47) start += 1;
  let end = path.length;
  while (end > start + 1 && path.charCodeAt(end - 1) === 47) end -= 1;
  return path.slice(start, end);
}

async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    throw new BodyUnreadable('the body ended early', { cause });
  }
}

async function readAtMost(stream: ReadableStream<Uint8Array> | null, bytesMax: number): Promise<Uint8Array> {
  if (stream === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await readable(reader.read());
    if (done) return Buffer.concat(chunks);
    length += value.byteLength;
    if (length > bytesMax) {
      await reader.cancel();
      throw new BodyTooLarge();
    }
    chunks.push(value);
  }
}
