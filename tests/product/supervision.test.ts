import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isAlive } from '@/server/postgres/processes';
import {
  newDataDir,
  type Pids,
  type Product,
  removeData,
  root,
  startProduct,
  typeMatou,
} from '../support/product';

const PATIENCE = { timeout: 60_000, interval: 100 };

async function readiness(product: Product): Promise<{ status: number; parts: Record<string, string> }> {
  const answer = await fetch(`${product.publicUrl}/readyz`, { signal: AbortSignal.timeout(5_000) });
  return { status: answer.status, parts: ((await answer.json()) as { parts: Record<string, string> }).parts };
}

async function untilReadyAgain(product: Product): Promise<void> {
  await vi.waitFor(async () => expect(await readiness(product)).toMatchObject({ status: 200 }), PATIENCE);
}

function alive(pids: Pids): string[] {
  return Object.entries(pids)
    .filter(([, pid]) => isAlive(pid))
    .map(([name]) => name);
}

/** Runs the start command to its end. */
function runStart(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [join(root, 'server/start.mjs')], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('close', (code) => settle({ code, output }));
  });
}

describe('a running product', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.discard());

  test('says where it is and the generated log-ins before it says that it is ready', () => {
    const lines = product.output().trimEnd().split('\n');
    expect(lines.at(-1)).toBe('Matou is ready');
    expect(product.output()).toContain(product.publicUrl);
    expect(product.output()).toMatch(/demo@matou\.example {2}\S{12,}/);
  });

  test('names each part in its readiness', async () => {
    const { status, parts } = await readiness(product);
    expect(status).toBe(200);
    expect(parts).toEqual({ database: 'ok', migrations: 'ok', worker: 'ok', admin: 'ok' });
  });

  test('serves the gateway and the admin from one port', async () => {
    expect((await fetch(`${product.publicUrl}//healthz/`)).status).toBe(200);
    const page = await fetch(`${product.publicUrl}/sign-in`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html');
  });

  test('keeps its secrets readable to their owner alone', () => {
    for (const file of ['secret.key', 'postgres.json', 'running.json']) {
      expect([file, statSync(join(product.dataDir, file)).mode & 0o077]).toEqual([file, 0]);
    }
    expect(statSync(product.dataDir).mode & 0o066).toBe(0);
  });

  test.each(['gateway', 'worker', 'admin', 'postgres'] as const)(
    'a killed %s is started again and the others live on',
    async (name) => {
      const before = product.pids();
      process.kill(before[name], 'SIGKILL');
      await vi.waitFor(() => {
        expect(product.pids()[name]).not.toBe(before[name]);
        expect(isAlive(product.pids()[name])).toBe(true);
      }, PATIENCE);
      await untilReadyAgain(product);
      expect(product.pids()).toEqual({ ...before, [name]: product.pids()[name] });
    },
  );

  test('the public addresses answer while the admin is away', async () => {
    process.kill(product.pids().admin, 'SIGKILL');
    const page = await fetch(`${product.publicUrl}/sign-in`, { headers: { accept: 'text/html' } });
    expect([200, 502]).toContain(page.status);
    expect((await fetch(`${product.publicUrl}/healthz`)).status).toBe(200);
    await untilReadyAgain(product);
  });

  test('a second start on the same data directory is refused in words', async () => {
    const { code, output } = await runStart({ MATOU_DATA_DIR: product.dataDir, PORT: '65001' });
    expect(code).toBe(1);
    expect(output).toContain(`already running on ${product.dataDir}`);
    expect(alive(product.pids())).toHaveLength(5);
  });

  test('a taken port is refused in words and leaves nothing behind', async () => {
    const dataDir = newDataDir();
    const { code, output } = await runStart({
      MATOU_DATA_DIR: dataDir,
      PORT: new URL(product.publicUrl).port,
    });
    expect(code).toBe(1);
    expect(output).toMatch(/Port \d+ on 127\.0\.0\.1 is taken/);
    expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
    removeData(dataDir);
  });

  test('a wrong setting is named', async () => {
    const { code, output } = await runStart({ MATOU_DATA_DIR: product.dataDir, PORT: 'many' });
    expect(code).toBe(1);
    expect(output).toContain('PORT');
  });

  test('a command of the operator works beside it and prints one JSON object', async () => {
    const words = ['merchant', 'create', '--name', '茶馆', '--email', 'tea@shop.example'];
    const merchant = await typeMatou(product.dataDir, ...words);
    expect(merchant).toMatchObject({ email: 'tea@shop.example' });
    expect(alive(product.pids())).toHaveLength(5);
  });
});

describe('stopping and starting', () => {
  const products: Product[] = [];
  const start = async (...args: Parameters<typeof startProduct>) => {
    const product = await startProduct(...args);
    products.push(product);
    return product;
  };
  afterEach(async () => {
    for (const product of products.splice(0)) await product.discard();
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends every process with code 0', async (signal) => {
    const product = await start();
    const pids = product.pids();
    expect(alive(pids)).toHaveLength(5);
    expect(await product.stop(signal)).toBe(0);
    expect(alive(pids)).toEqual([]);
    expect(existsSync(join(product.dataDir, 'running.json'))).toBe(false);
  });

  test('a second start installs and builds nothing, keeps the data and tells no log-in again', async () => {
    const first = await start();
    await first.matou('merchant', 'create', '--name', 'A', '--email', 'a@shop.example');
    const secret = readFileSync(join(first.dataDir, 'secret.key'), 'utf8');
    await first.stop('SIGINT');
    const second = await start({ dataDir: first.dataDir });
    expect(second.output()).not.toMatch(/Installing|Building|demo@matou\.example/);
    expect(readFileSync(join(second.dataDir, 'secret.key'), 'utf8')).toBe(secret);
    await expect(
      second.matou('merchant', 'create', '--name', 'B', '--email', 'a@shop.example'),
    ).rejects.toThrow('email_taken');
  });

  test('commands before the first start bring their own database and put it away', async () => {
    const dataDir = newDataDir();
    const first = await start({ dataDir, env: { MATOU_DEMO: '0' } });
    await first.stop('SIGINT');
    const words = ['merchant', 'create', '--name', 'A', '--email', 'early@shop.example'];
    const merchant = await typeMatou(dataDir, ...words);
    expect(merchant).toMatchObject({ email: 'early@shop.example' });
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
  });

  test.runIf(process.getuid?.() === 0)(
    'as root under a directory that PostgreSQL’s account cannot enter, the cluster moves where it can',
    async () => {
      const closed = mkdtempSync(join(tmpdir(), 'matou-closed-'));
      const dataDir = join(closed, 'data');
      mkdirSync(dataDir, { mode: 0o700 });
      const product = await start({ dataDir });
      const { home } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as { home: string };
      expect(home).toMatch(/^\/var\/lib\/matou\//);
      expect(statSync(closed).mode & 0o777).toBe(0o700);
      await product.discard();
      removeData(closed);
    },
  );

  test.runIf(process.getuid?.() === 0)('it runs as an ordinary user as well', async () => {
    const product = await start({ asUser: 65534 });
    expect(statSync(`/proc/${product.pids().gateway}`).uid).toBe(65534);
    expect(statSync(`/proc/${product.pids().postgres}`).uid).toBe(65534);
    expect(await product.stop('SIGINT')).toBe(0);
  });
});
