import { createServer } from 'node:net';
import { expect, test, vi } from 'vitest';
import { createGateway } from '@/gateway/app';
import { beat } from '@/lib/core/runtime';
import { env } from '@/lib/platform/env';

const gateway = createGateway();

async function ask(path: string) {
  const response = await gateway.fetch(new Request(`http://localhost${path}`));
  return { status: response.status, body: await response.json() };
}

test('healthz says alive', async () => {
  expect(await ask('/healthz')).toEqual({ status: 200, body: { status: 'alive' } });
});

test('readyz names the worker that has not been heard of, and is ready when it has', async () => {
  const parts = { database: 'ok', migrations: 'ok', worker: 'silent', admin: 'ok' };
  expect(await ask('/readyz')).toEqual({ status: 503, body: { status: 'not_ready', parts } });
  await beat('worker');
  const ready = { status: 'ready', parts: { ...parts, worker: 'ok' } };
  expect(await ask('/readyz/')).toEqual({ status: 200, body: ready });
});

test('readyz names an admin that does not listen', async () => {
  await beat('worker');
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  vi.spyOn(env, 'adminPort', 'get').mockReturnValue(address.port);
  expect((await ask('/readyz')).status).toBe(200);
  await new Promise((closed) => server.close(closed));
  expect(await ask('/readyz')).toMatchObject({ status: 503, body: { parts: { admin: 'away' } } });
});
