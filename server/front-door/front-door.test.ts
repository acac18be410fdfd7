import {
  createServer,
  get,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
} from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { Listening } from '@/tests/support/listening';
import { createFrontDoor, type FrontDoor } from './index';

const servers = new Listening();
afterEach(() => servers.end());
const listen = (server: Server) => servers.listen(server);

const publicAnswer: RequestListener = (incoming, response) => response.end(`gateway ${incoming.url}`);

async function door(admin: RequestListener | number, gateway = publicAnswer) {
  const adminPort = typeof admin === 'number' ? admin : await listen(createServer(admin));
  const front: FrontDoor = createFrontDoor({
    gateway,
    isPublicPath: (path) => path.startsWith('/pay') || path === '/readyz',
    adminPort,
    protocol: 'https',
  });
  return { ...front, port: await listen(front.server) };
}

interface Answer {
  readonly status: number;
  readonly rawHeaders: string[];
  readonly body: Buffer;
}

async function readAnswer(incoming: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return { status: incoming.statusCode ?? 0, rawHeaders: incoming.rawHeaders, body: Buffer.concat(chunks) };
}

function ask(port: number, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  return new Promise((settle, refuse) => {
    const method = body === '' ? 'GET' : 'POST';
    const outgoing = request({ port, host: '127.0.0.1', path, method, headers, agent: false }, (incoming) =>
      settle(readAnswer(incoming)),
    );
    outgoing.once('error', refuse);
    outgoing.end(body);
  });
}

test('the gateway’s addresses are answered here, tidied, and never reach the admin', async () => {
  const { port } = await door(() => expect.unreachable());
  expect((await ask(port, '//pay/api/?id=1')).body.toString()).toBe('gateway /pay/api?id=1');
});

test('the rest reaches the admin with its path, body, Host and spelling untouched', async () => {
  let seen: IncomingMessage | undefined;
  let seenBody = '';
  const { port } = await door(async (incoming, response) => {
    seen = incoming;
    seenBody = (await readAnswer(incoming)).body.toString();
    response.end();
  });
  await ask(
    port,
    '//orders/?a=%2F',
    { Host: 'pay.example', 'X-CuStom': 'a', 'X-Forwarded-For': '9.9.9.9' },
    '茶=1',
  );
  expect(seen?.url).toBe('//orders/?a=%2F');
  expect(seenBody).toBe('茶=1');
  expect(seen?.rawHeaders).toEqual(expect.arrayContaining(['X-CuStom', 'Host']));
  expect(seen?.headers).toMatchObject({
    host: 'pay.example',
    'x-forwarded-for': '9.9.9.9, 127.0.0.1',
    'x-forwarded-host': 'pay.example',
    'x-forwarded-proto': 'https',
  });
});

test('a visitor cannot choose the forwarded host or protocol', async () => {
  let seen: IncomingMessage | undefined;
  const { port } = await door((incoming, response) => {
    seen = incoming;
    response.end();
  });
  await ask(port, '/', { 'X-Forwarded-Proto': 'gopher', 'X-Forwarded-Host': 'evil.example' });
  expect(seen?.headers['x-forwarded-proto']).toBe('https');
  expect(seen?.headers['x-forwarded-host']).toBe(`127.0.0.1:${port}`);
});

test('compressed bodies and repeated cookies come back as the admin sent them', async () => {
  const packed = gzipSync('你好'.repeat(100));
  const { port } = await door((_, response) => {
    response.writeHead(203, ['Content-Encoding', 'gzip', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']);
    response.end(packed);
  });
  const answer = await ask(port, '/');
  expect(answer.status).toBe(203);
  expect(answer.body.equals(packed)).toBe(true);
  expect(answer.rawHeaders.filter((word) => word === 'Set-Cookie')).toHaveLength(2);
});

test('an admin that is down costs its pages and nothing else', async () => {
  const nobody = createServer();
  const freed = await listen(nobody);
  await new Promise((settle) => nobody.close(settle));
  const { port } = await door(freed);
  const page = await ask(port, '/orders', { accept: 'text/html' });
  expect(page.status).toBe(502);
  expect(page.body.toString()).toContain('收款不受影响');
  expect((await ask(port, '/orders', {}, 'a=1')).status).toBe(502);
  expect((await ask(port, '/pay/api')).status).toBe(200);
});

test('connections to the admin are kept, and one that it closed is replaced without the visitor noticing', async () => {
  const connections = new Set<unknown>();
  const admin = createServer((incoming, response) => {
    connections.add(incoming.socket);
    response.end('ok');
  });
  const { port } = await door(await listen(admin));
  for (let round = 0; round < 5; round++) expect((await ask(port, '/')).status).toBe(200);
  expect(connections.size).toBe(1);
  admin.closeAllConnections();
  expect((await ask(port, '/')).status).toBe(200);
});

test('a visitor who leaves takes the request to the admin with him', async () => {
  const left = new Promise<void>((settle) => {
    void door((incoming) => incoming.once('close', () => settle())).then(({ port }) => {
      const visit = get({ port, host: '127.0.0.1', path: '/slow' });
      visit.once('error', () => undefined);
      setTimeout(() => visit.destroy(), 50);
    });
  });
  await left;
});

test('what is no address gets 400', async () => {
  const { port } = await door(() => expect.unreachable());
  const raw = await new Promise<string>((settle) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n'));
    socket.once('data', (data) => settle(data.toString()));
  });
  expect(raw).toMatch(/^HTTP\/1\.1 400 /);
});

test('an upgrade is not taken up', async () => {
  const { port } = await door((incoming, response) => response.end(String(incoming.headers.upgrade)));
  const answer = await ask(port, '/', { connection: 'upgrade', upgrade: 'websocket' });
  expect(answer).toMatchObject({ status: 200, body: Buffer.from('undefined') });
});

test('while draining it refuses readiness, answers what comes, and closes each connection', async () => {
  const { port, drain } = await door((_, response) => {
    response.writeHead(200, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']);
    response.end();
  });
  const ended = drain.end(0.2, 1);
  const readiness = await ask(port, '/readyz');
  expect(readiness.status).toBe(503);
  const answer = await ask(port, '/pay/api');
  expect(answer.status).toBe(200);
  expect(answer.rawHeaders.join(': ')).toMatch(/connection: close/i);
  const page = await ask(port, '/orders');
  expect(page.rawHeaders.filter((word) => word === 'Set-Cookie')).toHaveLength(2);
  await ended;
  await expect(ask(port, '/pay/api')).rejects.toThrow();
});

test('draining ends event streams and waits for answers that are being made', async () => {
  let finish: () => void = () => undefined;
  const { port, drain } = await door(
    () => undefined,
    (incoming, response) => {
      if (incoming.url === '/pay/events') {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: 1\n\n');
      } else {
        finish = () => response.end('done');
        started();
      }
    },
  );
  let started: () => void = () => undefined;
  const isStarted = new Promise<void>((settle) => {
    started = settle;
  });
  const stream = ask(port, '/pay/events', { accept: 'text/event-stream' });
  const slow = ask(port, '/pay/slow');
  await isStarted;
  const ended = drain.end(0, 10);
  expect((await stream).body.toString()).toBe('data: 1\n\n');
  finish();
  expect((await slow).body.toString()).toBe('done');
  await ended;
});
