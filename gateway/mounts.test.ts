import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isPublicPath, publicRoutes } from '@/gateway/app';
import { config } from '@/proxy';

const app = fileURLToPath(new URL('../app', import.meta.url));

function isMountedInNext(path: string): boolean {
  if (existsSync(join(app, path, 'route.ts'))) return true;
  for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) {
    if (existsSync(join(app, folder, '[...path]', 'route.ts'))) return true;
  }
  return false;
}

test.each(publicRoutes.map((route) => route.path))('%s is mounted in Next too', (path) => {
  expect(isMountedInNext(path)).toBe(true);
});

test.each(publicRoutes.map((route) => route.path))('the admin’s headers stay away from %s', (path) => {
  for (const matcher of config.matcher) expect(path).not.toMatch(new RegExp(`^${matcher}$`));
});

test('no address is served twice', () => {
  const paths = publicRoutes.map((route) => route.path);
  expect(new Set(paths).size).toBe(paths.length);
});

test.each([
  '/api/cloudpay/create',
  '//api/cloudpay/create/',
  '/api/nothing',
  '/pay/nothing',
  '/appPush',
  '/readyz',
])('%s is the gateway’s', (path) => {
  expect(isPublicPath(path)).toBe(true);
});

test.each([
  '/',
  '/api',
  '/api/auth',
  '/api/auth/session',
  '//api/auth/session',
  '/orders',
  '/_next/x',
  '/apis/x',
])('%s is the admin’s', (path) => {
  expect(isPublicPath(path)).toBe(false);
});
