import type { Server } from 'node:http';
import { Duplex } from 'node:stream';

/** A request line that is longer is no address of ours; Node's own limit for a whole head is the same. */
const LINE_BYTES_MAX = 16 * 1024;
const NEWLINE = 0x0a;
const UNMENDABLE = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n';
/** What Node answers by itself as long as nobody listens for the faults of clients. */
const ANSWERS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'HTTP/1.1 413 Payload Too Large\r\nConnection: close\r\n\r\n',
  ERR_HTTP_REQUEST_TIMEOUT: 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n',
};

interface ClientFault extends Error {
  readonly code?: string;
  readonly bytesParsed?: number;
  readonly rawPacket?: Buffer;
}

/** What the server knows of a connection besides its bytes. */
type Connection = Duplex & { readonly remoteAddress?: string; readonly _httpMessage?: unknown };

function percentEncoded(line: Buffer): Buffer {
  const text = line.toString('latin1');
  const encoded = text.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  return Buffer.from(encoded, 'latin1');
}

/** The same connection once more, its first line percent-encoded; everything after it passes as it comes. */
class Replayed extends Duplex {
  readonly remoteAddress: string | undefined;
  readonly #connection: Connection;
  #line: Buffer | null = Buffer.alloc(0);

  constructor(connection: Connection, first: Buffer) {
    super();
    this.remoteAddress = connection.remoteAddress;
    this.#connection = connection;
    for (const event of ['data', 'end', 'error', 'timeout', 'drain']) connection.removeAllListeners(event);
    connection.on('data', (chunk: Buffer) => this.#take(chunk));
    connection.once('end', () => this.push(null));
    connection.once('error', (error) => this.destroy(error));
    connection.once('close', () => this.destroy());
    this.#take(first);
  }

  #take(chunk: Buffer): void {
    if (this.#line === null) {
      if (!this.push(chunk)) this.#connection.pause();
      return;
    }
    const read = Buffer.concat([this.#line, chunk]);
    const end = read.indexOf(NEWLINE);
    if ((end < 0 ? read.length : end) > LINE_BYTES_MAX) {
      this.#connection.end(UNMENDABLE);
      this.destroy();
    } else if (end < 0) {
      this.#line = read;
    } else {
      this.#line = null;
      this.push(Buffer.concat([percentEncoded(read.subarray(0, end)), read.subarray(end)]));
    }
  }

  override _read(): void {
    this.#connection.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#connection.write(chunk, encoding, done);
  }

  override _final(done: () => void): void {
    this.#connection.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.#connection.writableEnded) this.#connection.destroy();
    done(error);
  }
}

/** The refused request from its first byte, when it began in what was read last and stumbled within its address. */
function refusedRequest({ code, rawPacket, bytesParsed = 0 }: ClientFault): Buffer | null {
  if (code !== 'HPE_INVALID_URL' || rawPacket === undefined) return null;
  const start = bytesParsed === 0 ? 0 : rawPacket.lastIndexOf(NEWLINE, bytesParsed - 1) + 1;
  const isByte = (rawPacket[bytesParsed] ?? 0) >= 0x80;
  const isBegun = /^[A-Z]+ [\x21-\x7e]*$/.test(rawPacket.toString('latin1', start, bytesParsed));
  return isByte && isBegun ? rawPacket.subarray(start) : null;
}

/** Whether this request came over a connection that is read a second time; its answer must be the last one there. */
export function isReplayed(connection: unknown): boolean {
  return connection instanceof Replayed;
}

/**
 * Serves requests whose address carries bytes that are no ASCII (`GET /submit.php?name=会员`), which PHP's servers take
 * and programs send, while Node's parser refuses them: the bytes are percent-encoded, whatever their encoding, and the
 * connection is read anew. It costs nothing until a request was refused. An answer that is still on its way over the
 * same connection is not disturbed; then, and for every other fault of a client, the answer is Node's own.
 */
export function serveRawTargets(server: Server): void {
  server.on('clientError', (fault: ClientFault, connection: Connection) => {
    const refused = connection._httpMessage ? null : refusedRequest(fault);
    if (refused !== null && !isReplayed(connection)) {
      server.emit('connection', new Replayed(connection, refused));
      return;
    }
    const isAnswering = (connection._httpMessage as { headersSent?: boolean } | null)?.headersSent === true;
    if (connection.writable && !isAnswering) connection.write(ANSWERS[fault.code ?? ''] ?? UNMENDABLE);
    connection.destroy(fault);
  });
}
