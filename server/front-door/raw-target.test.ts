import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Listening } from '@/tests/support/listening';
import { createFrontDoor } from './index';

const servers = new Listening();
afterEach(() => servers.end());
const listen = (server: Server) => servers.listen(server);

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Says what it was asked, and by whom. */
const echo: RequestListener = async (incoming, response) => {
  const body = await bodyOf(incoming);
  const { method, url, socket } = incoming;
  response.end(JSON.stringify([method, url, body.toString('hex'), socket.remoteAddress]));
};

let front: Server;
async function door(gateway = echo): Promise<number> {
  const adminPort = await listen(createServer(echo));
  const { server } = createFrontDoor({
    gateway,
    isPublicPath: (path) => path.startsWith('/submit') || path === '/slow',
    adminPort,
    protocol: 'https',
  });
  front = server;
  return listen(server);
}

/** A connection and all that came back over it until it closed. */
function talk(port: number): { socket: Socket; said: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  const said = new Promise<string>((settle) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
    });
    socket.on('error', () => undefined);
    socket.once('close', () => settle(text));
  });
  return { socket, said };
}

async function ask(port: number, ...pieces: (string | Buffer)[]): Promise<string> {
  const { socket, said } = talk(port);
  for (const piece of pieces) {
    socket.write(piece);
    // So that pieces are mostly read one by one; read together they must serve as well.
    await new Promise((settle) => setTimeout(settle, 20));
  }
  return said;
}

const HEAD = ' HTTP/1.1\r\nHost: pay.example\r\n\r\n';
const answered = (said: string) => JSON.parse(said.slice(said.indexOf('["'))) as string[];

test('an address in raw UTF-8 is served as if it were percent-encoded', async () => {
  const said = await ask(await door(), `GET //submit.php?name=会员&x=%2F${HEAD}`);
  expect(said).toMatch(/^HTTP\/1\.1 200 /);
  expect(said).toMatch(/connection: close/i);
  expect(answered(said)).toEqual(['GET', '/submit.php?name=%E4%BC%9A%E5%91%98&x=%2F', '', '127.0.0.1']);
});

test('bytes of another encoding stay what they are', async () => {
  const line = Buffer.concat([Buffer.from('GET /submit.php?name='), Buffer.from('bbe1d4b1', 'hex')]);
  expect(answered(await ask(await door(), Buffer.concat([line, Buffer.from(HEAD)])))[1]).toBe(
    '/submit.php?name=%BB%E1%D4%B1',
  );
});

test('a body behind such an address passes byte for byte, however it is cut', async () => {
  const body = Buffer.from('name=会员\r\nGET /submit.php?会 HTTP/1.1\r\n\r\n', 'utf8');
  const head = Buffer.from(
    `POST /submit.php?a=会员 HTTP/1.1\r\nHost: x\r\nX-Raw: 会\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  const whole = Buffer.concat([head, body]);
  const port = await door();
  for (const cut of [24, 25, 26, 40, head.length - 2, head.length, head.length + 7]) {
    const said = await ask(port, whole.subarray(0, cut), whole.subarray(cut));
    expect(answered(said)).toEqual([
      'POST',
      '/submit.php?a=%E4%BC%9A%E5%91%98',
      body.toString('hex'),
      '127.0.0.1',
    ]);
  }
});

test('on a connection that was used before it is served too', async () => {
  const { socket, said: all } = talk(await door());
  socket.write(`GET /submit.php?a=1${HEAD}`);
  await once(socket, 'data');
  socket.write(`GET /submit.php?a=会${HEAD}`);
  const said = await all;
  expect(said.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
  expect(said).toContain('a=%E4%BC%9A');
});

test('the admin gets such an address percent-encoded as well', async () => {
  expect(answered(await ask(await door(), `GET /orders?q=会${HEAD}`))[1]).toBe('/orders?q=%E4%BC%9A');
});

test('an answer that is still being made is not disturbed by the next request', async () => {
  let finish: () => void = () => undefined;
  const started = new Promise<void>((settle) => {
    finish = settle;
  });
  const port = await door((_, response) => {
    response.writeHead(200, { 'content-length': '4' });
    response.write('do');
    finish();
    setTimeout(() => response.end('ne'), 50);
  });
  const { socket, said } = talk(port);
  socket.write(`GET /slow${HEAD}`);
  await started;
  socket.write(`GET /submit.php?a=会${HEAD}`);
  expect(await said).not.toContain('%E4');
});

test.each([
  ['no address at all', 'GET 会 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['no HTTP', '会员\r\n\r\n'],
  ['a line without an end', `GET /submit.php?a=会${'x'.repeat(20_000)}`],
  ['a header that is none', 'GET /submit.php?a=会 HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n'],
  ['a control character', 'GET /submit.php?a=\x01 HTTP/1.1\r\nHost: x\r\n\r\n'],
])('%s is refused with 400', async (_why, text) => {
  expect(await ask(await door(), text)).toMatch(/^HTTP\/1\.1 400 /);
});

test('a head too large is 431, as before', async () => {
  expect(await ask(await door(), `GET /submit.php HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  );
});

test('a client that leaves in the middle of its line leaves nothing behind', async () => {
  const port = await door();
  const { socket } = talk(port);
  socket.write('GET /submit.php?a=会');
  await new Promise((settle) => setTimeout(settle, 20));
  socket.destroy();
  await expect.poll(() => new Promise((settle) => front.getConnections((_, count) => settle(count)))).toBe(0);
});
