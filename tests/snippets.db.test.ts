import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { curlExample } from '@/app/(docs)/docs/curl-example';
import { createGateway } from '@/gateway/app';
import { findOrderByReference, isPaid, type PaidOrder } from '@/lib/core/orders';
import { dialects } from '@/lib/dialects';
import { LANGUAGES, missingLanguages } from '@/tests/support/languages.mjs';
import {
  fieldsFor,
  openReferenceShop,
  payInTest,
  type ReferenceShop,
  secretOf,
  statusOf,
} from '@/tests/support/reference-shop';

/** How a file of docs/snippets runs; Go needs neither modules nor a network. */
const RUN: Readonly<Record<string, (name: string) => [program: string, ...args: string[]]>> = {
  php: (name) => ['php', `${name}.php`],
  node: (name) => [process.execPath, `${name}.mjs`],
  python: (name) => ['python3', `${name}.py`],
  java: (name) => ['java', `${name[0]?.toUpperCase()}${name.slice(1)}.java`],
  go: (name) => ['go', 'run', `${name}.go`],
  curl: (name) => ['bash', `${name}.sh`],
};
const OFFLINE = { GO111MODULE: 'off', GOPROXY: 'off', GOTOOLCHAIN: 'local', GOFLAGS: '' };
/** Programs this short are over before the JVM has warmed up. */
const HASTY = { JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' };

const missing = missingLanguages();
const languages = LANGUAGES.map(({ id }) => id).filter((id) => !missing.includes(id));

let server: Server;
let shop: ReferenceShop;
let environment: Record<string, string>;

beforeAll(async () => {
  shop = await openReferenceShop();
  server = createServer(getRequestListener(createGateway().fetch));
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const { appkey, appsecret, pid, epayKey } = shop.keys;
  environment = {
    MATOU_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    APPKEY: appkey,
    APPSECRET: appsecret,
    PID: String(pid),
    EPAY_KEY: epayKey,
    VMQ_KEY: shop.keys.vmqKey,
    NOTIFY_URL: 'http://127.0.0.1:9/notify',
    ORDER_PRICE: '10.23',
  };
});
afterAll(() => server.close());

function start([program, ...args]: [string, ...string[]], folder: string, more: Record<string, string> = {}) {
  return spawn(program, args, {
    cwd: join('docs/snippets', folder),
    env: { ...process.env, ...OFFLINE, ...HASTY, ...environment, ...more },
    detached: true,
  });
}

function outputOf(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = '';
  child.stdout?.on('data', (part: Buffer) => {
    text += part;
  });
  child.stderr?.on('data', (part: Buffer) => {
    text += part;
  });
  return new Promise((settle, refuse) => {
    child.once('error', refuse);
    child.once('close', (code) => settle({ code, text }));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((settle) => probe.listen(0, '127.0.0.1', settle));
  const { port } = probe.address() as AddressInfo;
  await new Promise((settle) => probe.close(settle));
  return port;
}

/** Starts a receiver and waits until it says that it listens. */
async function receiver(language: string, folder: string): Promise<{ url: string; stop: () => void }> {
  const port = await freePort();
  const command = RUN[language]?.('callback') ?? [''];
  const [program, ...args] = command;
  const served: [string, ...string[]] =
    language === 'php' ? [program, '-S', `127.0.0.1:${port}`, ...args] : [program, ...args];
  const child = start(served, folder, { PORT: String(port) });
  await new Promise<void>((settle, refuse) => {
    const listen = (part: Buffer) => {
      if (/listening|started/i.test(String(part))) settle();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', refuse);
    child.once('exit', (code) => refuse(new Error(`the receiver ended with ${code}`)));
  });
  // `go run` is a parent of the program, so the whole group ends.
  return { url: `http://127.0.0.1:${port}/notify`, stop: () => process.kill(-(child.pid ?? 0)) };
}

async function paidOrder(outOrderId: string): Promise<PaidOrder> {
  const { merchantId, mode } = shop.credential;
  const placed = await findOrderByReference({ merchantId, mode, outOrderId });
  if (placed === null) throw new Error('the program placed no order');
  await payInTest(placed);
  const paid = await findOrderByReference({ merchantId, mode, outOrderId });
  if (paid === null || !isPaid(paid)) throw new Error('the order is not paid');
  return paid;
}

const PROTOCOLS = [
  { folder: 'gatepay', dialect: 'gatepay-v1', unpaid: 'pending', amount: 'price=10.23' },
  { folder: 'epay', dialect: 'epay-v1', unpaid: 'unpaid', amount: 'money=10.23' },
] as const;

describe.each(PROTOCOLS)('the programs of $folder', ({ folder, dialect, unpaid, amount }) => {
  test.each(languages)(
    'in %s make an order, find it, and know a payment from a forgery',
    async (language) => {
      const outOrderId = randomUUID();
      const at = `${folder}/${language}`;
      const command = (name: string, ...args: string[]) => {
        const [program, ...given] = RUN[language]?.(name) ?? [''];
        return outputOf(start([program, ...given, ...args], at));
      };

      const created = await command('create', outOrderId, '10.23');
      expect(created, created.text).toMatchObject({ code: 0, text: expect.stringContaining('/pay/api?id=') });
      expect(await statusOf(shop, outOrderId)).toBe('created');

      const found = await command('query', outOrderId);
      const isRaw = language === 'curl';
      const status = folder === 'gatepay' ? '"order_status":"pending"' : '"status":0';
      expect(found, found.text).toMatchObject({
        code: 0,
        text: expect.stringContaining(isRaw ? status : unpaid),
      });

      // A shell takes no calls, so there is no receiver in it.
      if (language === 'curl') return;
      const order = await paidOrder(outOrderId);
      const news = dialects[dialect].notification(order, shop.credential);
      const { url, stop } = await receiver(language, at);
      try {
        const tell = async (params: string) => (await fetch(`${url}?${params}`)).text();
        expect(await tell(news.params)).toBe('success');
        expect(await tell(news.params.replace(amount, amount.replace('10.23', '10.24')))).toBe('fail');
        expect(await tell(news.params.replace(/sign=[0-9a-f]{4}/, 'sign=0000'))).toBe('fail');
        const cheaper = dialects[dialect].notification(
          { ...order, price: shop.waiting.price },
          shop.credential,
        );
        expect(await tell(cheaper.params)).toBe('fail');
        if (folder === 'gatepay') {
          const posted = await fetch(url, { method: 'POST', body: new URLSearchParams(news.params) });
          expect(await posted.text()).toBe('success');
        }
      } finally {
        stop();
      }
    },
    240_000,
  );
});

const references = Object.values(dialects).flatMap(({ reference }) => reference.operations);

test.each(missing.includes('curl') ? [] : references)(
  'the printed command of $id works',
  async (reference) => {
    const command = curlExample(reference, fieldsFor(reference, shop), environment.MATOU_URL ?? '');
    const { code, text } = await outputOf(start(['bash', '-c', command.replace('curl ', 'curl -sS ')], '.'));
    expect(code, text).toBe(0);
    if (reference.answer.kind === 'page') return;
    const answer = reference.answer.success.safeParse(JSON.parse(text));
    expect(answer.error, text).toBeUndefined();
    expect(secretOf(reference, shop) === '' || !command.includes(secretOf(reference, shop))).toBe(true);
  },
);
