import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type ClientOptions, createHttpClient, type SendResult } from './client';

const POLICY = { allowCidrs: ['127.0.0.0/8'], ownPorts: [], databasePort: null };
const started: { server: Server; sockets: Set<Socket> }[] = [];

async function start(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  started.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify?shop=1`;
}

const http = (handler: RequestListener) => start(createHttpServer(handler));
const raw = (handler: (socket: Socket) => void) => start(createServer(handler));

function get(url: string, options: Partial<ClientOptions> = {}): Promise<SendResult> {
  const client = createHttpClient({ policy: POLICY, totalTimeoutMs: 400, connectTimeoutMs: 300, ...options });
  return client.send({ method: 'GET', url, headers: {}, body: null });
}

function* endlessBytes(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(16_384, 'x');
}

const bodyOf = (result: SendResult) => (result.kind === 'answer' ? result.body.toString() : result.detail);

afterEach(async () => {
  for (const { server, sockets } of started.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  }
});

describe('send', () => {
  it('sends the method, path, headers and bytes that it was given', async () => {
    const url = await http(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      response.end(
        JSON.stringify([
          request.method,
          request.url,
          request.headers['x-id'],
          Buffer.concat(chunks).toString(),
        ]),
      );
    });
    const client = createHttpClient({ policy: POLICY });
    const result = await client.send({
      method: 'POST',
      url,
      headers: { 'x-id': '7' },
      body: 'a=%E4%B8%AD&b=',
    });
    expect(result).toMatchObject({ kind: 'answer', status: 200, isCut: false });
    expect(bodyOf(result)).toBe('["POST","/notify?shop=1","7","a=%E4%B8%AD&b="]');
  });

  it('takes any kind of answer, asks for an unpacked one and a closed connection, and brings no cookie back', async () => {
    const url = await http((request, response) => {
      response.setHeader('set-cookie', 'a=1');
      response.end(
        JSON.stringify([
          request.headers.accept,
          request.headers['accept-encoding'],
          request.headers.connection,
          request.headers.cookie,
        ]),
      );
    });
    await get(url);
    expect(bodyOf(await get(url))).toBe('["*/*","identity","close",null]');
  });

  it('does not follow a redirect', async () => {
    let visits = 0;
    const url = await http((_, response) => {
      visits += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await get(url)).toMatchObject({
      kind: 'answer',
      status: 302,
      headers: { location: '/elsewhere' },
    });
    expect(visits).toBe(1);
  });

  it('ends at the total time when the answer never starts', async () => {
    const url = await http(() => undefined);
    expect(await get(url)).toMatchObject({ kind: 'no_answer', failure: 'timeout' });
  });

  it('ends at the total time when the answer drips for ever', async () => {
    const url = await http((_, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const result = await get(url);
    expect(result).toMatchObject({ kind: 'no_answer', failure: 'timeout' });
    expect(result.durationMs).toBeLessThan(2_000);
  });

  it('ends at the total time when the headers drip for ever', async () => {
    const url = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x: y\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await get(url)).toMatchObject({ kind: 'no_answer', failure: 'timeout' });
  });

  it('reads 64 KiB of an endless answer and hangs up', async () => {
    let closed: () => void = () => undefined;
    const hungUp = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const url = await http((_, response) => {
      pipeline(Readable.from(endlessBytes()), response, () => closed());
    });
    const result = await get(url, { totalTimeoutMs: 5_000 });
    expect(result).toMatchObject({ kind: 'answer', status: 200, isCut: true });
    expect(bodyOf(result)).toHaveLength(65_536);
    await hungUp;
  });

  const packed: [string, string, Buffer][] = [
    ['gzip', 'gzip', gzipSync('success')],
    ['gzip in capitals', 'GZIP', gzipSync('success')],
    ['deflate', 'deflate', deflateSync('success')],
    ['deflate without its head', 'deflate', deflateRawSync('success')],
    ['br', 'br', brotliCompressSync('success')],
    ['gzip that nothing tells of', '', gzipSync('success')],
    ['br in gzip', 'br, gzip', gzipSync(brotliCompressSync('success'))],
    ['gzip without its end', 'gzip', gzipSync('success').subarray(0, -4)],
    ['nothing, though it says gzip', 'gzip', Buffer.from('success')],
    ['nothing, though it says deflate', 'deflate', Buffer.from('success')],
    ['nothing, though it says br', 'br', Buffer.from('success')],
    ['an unknown packing', 'x-own', Buffer.from('success')],
  ];
  it.each(packed)('unpacks what was packed against its wish: %s', async (_, encoding, body) => {
    const url = await http((__, response) => {
      if (encoding !== '') response.setHeader('content-encoding', encoding);
      response.end(body);
    });
    expect(await get(url)).toMatchObject({ kind: 'answer', isCut: false });
    expect(bodyOf(await get(url))).toBe('success');
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(40 << 20))],
    ['br', brotliCompressSync(Buffer.alloc(40 << 20))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(40 << 20)))],
  ])('unpacks 64 KiB of a bomb and no more: %s', async (encoding, bomb) => {
    const url = await http((_, response) => {
      response.setHeader('content-encoding', encoding);
      response.end(bomb);
    });
    const result = await get(url, { totalTimeoutMs: 5_000 });
    expect(result).toMatchObject({ kind: 'answer', isCut: true });
    expect(bodyOf(result)).toHaveLength(65_536);
  });

  it.each([
    'HTTP/1.1 200 OK\nContent-Type: text/html\n\nsuccess',
    'HTTP/1.1 200 OK\nContent-Length: 7\n\nsuccess',
    'HTTP/1.1 200 OK\r\nContent-Length: 7\n\nsuccess',
    'HTTP/1.1 200 OK\nX-Powered-By: PHP\r\n\r\nsuccess',
    'HTTP/1.0 200 OK\n\nsuccess',
    'HTTP/1.1 200\n\nsuccess',
    'HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\n\nsuccess',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nsuc\r\n4\r\ncess\r\n0\r\n\r\n',
    'HTTP/1.1 200 OK\r\n\r\nsuccess',
  ])('hears an answer written as %j', async (text) => {
    const url = await raw((socket) => socket.once('data', () => socket.end(text)));
    expect(await get(url)).toMatchObject({ kind: 'answer', status: 200, isCut: false });
    expect(bodyOf(await get(url))).toBe('success');
  });

  it('keeps the bytes of the answer as they came', async () => {
    const url = await http((_, response) => response.end('\uFEFFsuccess\r\n'));
    expect(bodyOf(await get(url))).toBe('\uFEFFsuccess\r\n');
  });

  it('calls a connection that is cut before, within or after the headers a reset', async () => {
    const cuts = ['', 'HTTP/1.1 200 OK\r\ncontent-le', 'HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nsucc'];
    for (const text of cuts) {
      const url = await raw((socket) => socket.once('data', () => socket.end(text)));
      expect(await get(url)).toMatchObject({ kind: 'no_answer', failure: 'reset' });
    }
    const url = await raw((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await get(url)).toMatchObject({ kind: 'no_answer', failure: 'reset' });
  });

  it.each(['success\r\n', 'SSH-2.0-OpenSSH_9.6\r\n', 'HTTP/1.1 abc OK\r\n\r\n'])(
    'calls %j an answer that is not HTTP',
    async (text) => {
      const url = await raw((socket) => socket.once('data', () => socket.end(text)));
      expect(await get(url)).toMatchObject({ kind: 'no_answer', failure: 'protocol' });
    },
  );

  it('refuses a head of more than 16 KiB', async () => {
    const url = await raw((socket) =>
      socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)),
    );
    expect(await get(url)).toMatchObject({ kind: 'no_answer', failure: 'protocol' });
  });

  it('calls a closed port a failed connection', async () => {
    const url = await raw(() => undefined);
    const last = started.pop();
    await new Promise((done) => last?.server.close(done));
    expect(await get(url)).toMatchObject({ kind: 'no_answer', failure: 'connect' });
  });

  it('calls plain HTTP behind an https address a TLS failure', async () => {
    const url = await http((_, response) => response.end('success'));
    expect(await get(url.replace('http:', 'https:'))).toMatchObject({ kind: 'no_answer', failure: 'tls' });
  });

  const PEM = readFileSync(join(import.meta.dirname, '../../../tests/support/self-signed.pem'));
  const OLD = { ciphers: 'DEFAULT@SECLEVEL=0' };
  it.each<[string, TlsOptions, string]>([
    ['a certificate that only it signed', {}, 'certificate'],
    ['TLS 1.1 alone', { ...OLD, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' }, 'tls_version'],
    ['TLS 1.0 alone', { ...OLD, minVersion: 'TLSv1', maxVersion: 'TLSv1' }, 'tls_version'],
    [
      'no cipher in common',
      { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: 'DHE-RSA-CAMELLIA256-SHA256' },
      'tls_version',
    ],
  ])('tells a certificate from a version of TLS: %s', async (_, options, failure) => {
    const server = createTlsServer({ cert: PEM, key: PEM, ...options });
    server.on('tlsClientError', () => undefined);
    const url = (await start(server)).replace('http:', 'https:');
    expect(await get(url)).toMatchObject({ kind: 'no_answer', failure });
  });

  it('calls a handshake that is cut a TLS failure', async () => {
    const url = await raw((socket) => socket.once('data', () => socket.destroy()));
    expect(await get(url.replace('http:', 'https:'))).toMatchObject({ kind: 'no_answer', failure: 'tls' });
  });

  it('calls an unknown name a failure of names', async () => {
    const resolveName = async () => {
      throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' });
    };
    expect(await get('http://shop.test/', { resolveName })).toMatchObject({ failure: 'dns' });
  });

  it.each(['198.18.0.7', '198.19.255.254', '::ffff:198.18.0.7'])(
    'names an address that a proxy’s name server invented: %s',
    async (address) => {
      const resolveName = async () => [{ address, family: address.includes(':') ? 6 : 4 }];
      expect(await get('http://shop.test/', { resolveName })).toMatchObject({
        failure: 'fake_ip',
        detail: expect.stringContaining(address),
      });
    },
  );

  it('calls such an address refused where it was written down as a number', async () => {
    expect(await get('http://198.18.0.7/')).toMatchObject({ failure: 'refused_address' });
  });

  it('gives up a name server that does not answer when the time to connect is over', async () => {
    const resolveName = () => new Promise<never>(() => undefined);
    expect(await get('http://shop.test/', { resolveName, totalTimeoutMs: 5_000 })).toMatchObject({
      failure: 'connect',
    });
  });

  it('leaves no connection open', async () => {
    const url = await http((_, response) => response.end('success'));
    await Promise.all(Array.from({ length: 20 }, () => get(url)));
    const [{ server } = { server: null }] = started;
    await expect.poll(() => new Promise((done) => server?.getConnections((_, n) => done(n)))).toBe(0);
  });
});
