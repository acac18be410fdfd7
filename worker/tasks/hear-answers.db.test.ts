import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '@/db/client';
import { callbackOfOrder, searchCallbacks } from '@/lib/core/callbacks';
import { changeSettings } from '@/lib/core/merchants';
import { placeOrder, settleByHand } from '@/lib/core/orders';
import type { DialectId } from '@/lib/core/vocabulary';
import { createHttpClient } from '@/lib/platform/http';
import { fen } from '@/lib/platform/money';
import { openShop, type Shop } from '@/tests/support/shop';
import { createCircuitBreaker } from '@/worker/circuit-breaker';
import { createDeliverer } from './deliver-callbacks';

const POLICY = { allowCidrs: ['127.0.0.0/8'], ownPorts: [], databasePort: null };
const DIALECTS: readonly DialectId[] = ['epay-v1', 'vmq', 'gatepay-v1', 'cloudpay'];

/** A merchant's server that writes its answers to the wire byte for byte. */
let server: Server;
let sockets: Set<Socket>;
let heads: string[];
let answer: string | Buffer;
let shop: Shop;

beforeEach(async () => {
  await sql()`truncate callbacks cascade`;
  sockets = new Set();
  heads = [];
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (head) => {
      heads.push(head.toString('latin1'));
      socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  shop = await openShop({
    notifyUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify?shop=1`,
  });
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((done) => server.close(done));
});

async function paidOrder(dialect: DialectId, notifyUrl: string | null = null) {
  const { merchantId, credential } = shop;
  const { id: orderId } = await placeOrder({
    credential,
    dialect,
    outOrderId: randomUUID(),
    type: 'alipay',
    price: fen(1000),
    title: 'goods',
    attachment: 'buyer',
    notifyUrl,
    returnUrl: null,
    areAddressesSigned: true,
    pin: null,
  });
  await settleByHand({ merchantId, orderId, actor: 'user:1', reason: 'test', amount: fen(1000) });
  return { merchantId, orderId };
}

async function deliver(): Promise<void> {
  await sql()`update callbacks set next_attempt_at = now() where status = 'waiting'`;
  const deliverer = createDeliverer({
    client: createHttpClient({ policy: POLICY, totalTimeoutMs: 2_000 }),
    breaker: createCircuitBreaker(() => performance.now()),
    random: () => 0.5,
  });
  deliverer.wake();
  await deliverer.settled();
  await deliverer.drain(5_000);
}

async function tell(dialect: DialectId, said: string | Buffer) {
  answer = said;
  const key = await paidOrder(dialect);
  await deliver();
  return await callbackOfOrder(key);
}

const crlf = (head: string, body: string | Buffer) =>
  Buffer.concat([Buffer.from(`${head.replaceAll('\n', '\r\n')}\r\n\r\n`), Buffer.from(body)]);
const page = (body: string) => crlf(`HTTP/1.1 200 OK\nContent-Length: ${Buffer.byteLength(body)}`, body);

const HEARD: readonly (readonly [string, string | Buffer])[] = [
  ['the bare word', page('success')],
  ['the word after a byte order mark', page('\uFEFFSuccess\r\n')],
  ['201', crlf('HTTP/1.1 201 Created\nContent-Length: 7', 'success')],
  ['202', crlf('HTTP/1.1 202 Accepted\nContent-Length: 7', 'success')],
  ['gzip', crlf('HTTP/1.1 200 OK\nContent-Encoding: gzip', gzipSync('success'))],
  ['br', crlf('HTTP/1.1 200 OK\nContent-Encoding: br', brotliCompressSync('success'))],
  ['lines that end with LF alone', 'HTTP/1.1 200 OK\nServer: own\nContent-Type: text/html\n\nsuccess'],
  ['chunks', crlf('HTTP/1.1 200 OK\nTransfer-Encoding: chunked', '3\r\nsuc\r\n4\r\ncess\r\n0\r\n\r\n')],
  ['no length', crlf('HTTP/1.1 200 OK\nConnection: close', 'success')],
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nsuccess'],
  ['the word after 2 KiB', page(`${' \n'.repeat(1_500)}success`)],
  ['the word after 60 KiB', page(`${'\n'.repeat(61_000)}success`)],
];

describe.each(DIALECTS)('in %s a merchant is heard', (dialect) => {
  it.each(HEARD)('with %s', async (_, said) => {
    const view = await tell(dialect, said);
    expect(view).toMatchObject({ status: 'delivered', attempts: [{ failure: null, finding: 'bare_word' }] });
    expect(heads[0]).toMatch(/\r\naccept: \*\/\*\r\n/i);
  });

  it.each([
    ['a denial in JSON', '{"success":false}'],
    ['a front page', '<html><style>.success{}</style><body>hello</body></html>'],
    ['a longer word', 'unsuccessful'],
    ['nothing', ''],
  ])('not with %s, and is told again', async (_, body) => {
    const view = await tell(dialect, page(body));
    expect(view).toMatchObject({
      status: 'waiting',
      nextAttemptAt: expect.any(Date),
      attempts: [{ failure: 'body_mismatch', reading: dialect === 'epay-v1' ? 'strict' : 'word' }],
    });
  });
});

describe('the lenient reading of 易支付', () => {
  it('takes whatever contains the word, once the merchant switched it on, and the log says so', async () => {
    answer = page('{"success":false}');
    const key = await paidOrder('epay-v1');
    await deliver();
    await changeSettings(shop.merchantId, { isEpayAckLenient: true });
    await expect
      .poll(async () => {
        await deliver();
        return (await callbackOfOrder(key))?.status;
      })
      .toBe('delivered');
    const attempts = (await callbackOfOrder(key))?.attempts ?? [];
    expect(attempts[0]).toMatchObject({
      reading: 'strict',
      finding: 'json_denies',
      diagnosis: 'json_denies',
    });
    expect(attempts.at(-1)).toMatchObject({ reading: 'lenient', finding: 'contains_word', diagnosis: null });
    const search = { merchantId: shop.merchantId, mode: 'live', page: 1, pageSize: 9 } as const;
    expect((await searchCallbacks(search)).rows).toMatchObject([
      { reading: 'lenient', finding: 'contains_word', diagnosis: null },
    ]);
  });

  it('is the business of no other dialect', async () => {
    await changeSettings(shop.merchantId, { isEpayAckLenient: true });
    shop = { ...shop, credential: { ...shop.credential, isEpayAckLenient: true } };
    expect(await tell('cloudpay', page('{"success":false}'))).toMatchObject({ status: 'waiting' });
  });
});

describe('what went wrong', () => {
  it.each([
    [
      'a challenge page',
      crlf('HTTP/1.1 503 Service Unavailable', '<html><title>Just a moment...</title></html>'),
      'challenge_page',
    ],
    ['a challenge page of 200', page('<html><title>宝塔防火墙</title></html>'), 'challenge_page'],
    [
      'a packed challenge page',
      crlf('HTTP/1.1 403 Forbidden\nContent-Encoding: gzip', gzipSync('<title>Just a moment...</title>')),
      'challenge_page',
    ],
    ['a broken program', crlf('HTTP/1.1 500 Internal Server Error', 'oops'), 'server_error'],
    [
      'a broken program of 200',
      page('<br />\n<b>Fatal error</b>:  Uncaught Error in <b>/a.php</b> on line <b>1</b><br />'),
      'server_error',
    ],
    ['an answer that is not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'not_http'],
  ])('is told apart: %s', async (_, said, diagnosis) => {
    expect(await tell('epay-v1', said)).toMatchObject({ status: 'waiting', attempts: [{ diagnosis }] });
  });

  it('is told apart: a port that is shut, kept from before it was refused, from a wrong address', async () => {
    const keys = [await paidOrder('epay-v1'), await paidOrder('epay-v1')];
    const addresses = ['http://127.0.0.1:22/notify', 'http://user:pass@shop.example/notify'];
    for (const [index, key] of keys.entries()) {
      await sql()`update orders set notify_url = ${addresses[index] ?? ''} where id = ${key.orderId}`;
    }
    await deliver();
    const views = await Promise.all(keys.map((key) => callbackOfOrder(key)));
    expect(views.map((view) => view?.attempts[0]?.diagnosis)).toEqual(['port_shut', 'bad_address']);
    expect(heads).toEqual([]);
  });

  it('is nothing when an address that was kept with blanks around it is called', async () => {
    answer = page('success');
    const key = await paidOrder('epay-v1');
    const { notifyUrl } = shop.credential;
    await sql()`update orders set notify_url = ${`\u3000${notifyUrl} `} where id = ${key.orderId}`;
    await deliver();
    expect(await callbackOfOrder(key)).toMatchObject({ status: 'delivered' });
    expect(heads[0]).toMatch(/^GET \/notify\?shop=1&pid=/);
  });
});
