import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freePort } from '@/server/postgres/port';
import { isAlive } from '@/server/postgres/processes';
import {
  cleanEnvironment,
  familyOf,
  newDataDir,
  type Product,
  removeData,
  root,
  startProduct,
} from '../support/product';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGKILL'] as const;
const PATIENCE = { timeout: 60_000, interval: 50 };
/** An end in order takes ten seconds for what does not hear, twice, and twenty for the database; a busy machine takes them. */
const END_WITHIN = { timeout: 45_000, interval: 50 };

async function ask(product: Product, statement: string): Promise<unknown[]> {
  const client = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    return (await client.unsafe(statement).values()).map(([value]) => value);
  } finally {
    await client.end();
  }
}

async function untilReady(product: Product): Promise<void> {
  await vi.waitFor(async () => {
    expect((await fetch(`${product.publicUrl}/readyz`)).status).toBe(200);
  }, PATIENCE);
}

async function untilNothingRuns(family: readonly number[]): Promise<void> {
  await vi.waitFor(() => expect(family.filter(isAlive)).toEqual([]), END_WITHIN);
}

/** Nothing for a process that has ended meanwhile. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

const guardOf = (product: Product) =>
  familyOf(product.pids().supervisor).filter((pid) =>
    commandOf(pid).includes(`matou-postgres-guard\0${product.pids().postgres}`),
  );

describe.runIf(existsSync('/proc'))('ended by a signal', () => {
  const dataDir = newDataDir();
  let starts = 0;
  const start = async () => {
    const product = await startProduct({ dataDir, byNpm: true, env: { MATOU_DEMO: '0' } });
    await ask(product, 'create table if not exists starts (n int)');
    starts += 1;
    await ask(product, `insert into starts values (${starts})`);
    return product;
  };
  afterAll(() => removeData(dataDir));

  test.each(
    SIGNALS.flatMap((signal) => [
      { name: 'npm', signal } as const,
      { name: 'the supervisor', signal } as const,
    ]),
  )('$signal to $name leaves nothing running and loses nothing', async ({ name, signal }) => {
    const product = await start();
    const family = familyOf(product.firstPid);
    expect(family).toEqual(expect.arrayContaining(Object.values(product.pids())));
    expect(guardOf(product)).toHaveLength(1);
    process.kill(name === 'npm' ? product.firstPid : product.pids().supervisor, signal);
    await untilNothingRuns(family);
  });

  test('nothing was lost by all these ends', async () => {
    const product = await start();
    const count = Array.from({ length: starts }, (_, index) => index + 1);
    expect(await ask(product, 'select n from starts order by n')).toEqual(count);
    await product.stop('SIGINT');
  });

  test('a start that is killed as soon as its database runs leaves nothing running', async () => {
    const env = { ...cleanEnvironment(), MATOU_DATA_DIR: dataDir, PORT: String(await freePort()) };
    const first = spawn('npm', ['start'], { cwd: root, stdio: 'ignore', env });
    const pidIn = (path: string) => Number(/\d+/.exec(readFileSync(join(dataDir, path), 'utf8'))?.[0]);
    const family = await vi.waitFor(() => {
      const members = familyOf(first.pid ?? 0);
      expect(members).toContain(pidIn('running.json'));
      expect(members).toContain(pidIn('postgres/postmaster.pid'));
      return members;
    }, PATIENCE);
    process.kill(pidIn('running.json'), 'SIGKILL');
    await untilNothingRuns(family);
  });

  test('a database that lost its supervisor and its guard at one moment is adopted by the next start', async () => {
    const first = await start();
    const { supervisor, postgres: database, ...programs } = first.pids();
    process.kill(supervisor, 'SIGSTOP');
    for (const pid of [...guardOf(first), supervisor]) process.kill(pid, 'SIGKILL');
    await untilNothingRuns(Object.values(programs));
    expect(isAlive(database)).toBe(true);
    const second = await start();
    expect(second.pids().postgres).toBe(database);
    const family = familyOf(second.firstPid);
    await second.stop('SIGINT');
    await untilNothingRuns([...family, database]);
  });
});

describe.runIf(existsSync('/proc'))('a running product goes on after', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ env: { MATOU_DEMO: '0' } });
  });
  afterAll(() => product.discard());

  test.each(SIGNALS)('%s to gateway, worker and admin at once', async (signal) => {
    const { supervisor, postgres: database, ...before } = product.pids();
    for (const pid of Object.values(before)) process.kill(pid, signal);
    await vi.waitFor(() => {
      for (const [name, pid] of Object.entries(before)) {
        expect(product.pids()[name as keyof typeof before]).not.toBe(pid);
      }
    }, PATIENCE);
    await untilReady(product);
    expect(product.pids()).toMatchObject({ supervisor, postgres: database });
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGQUIT'] as const)('%s to its database', async (signal) => {
    const { postgres: database, supervisor } = product.pids();
    process.kill(database, signal);
    await vi.waitFor(() => expect(product.pids().postgres).not.toBe(database), PATIENCE);
    await untilReady(product);
    expect(product.pids().supervisor).toBe(supervisor);
    await vi.waitFor(() => expect(guardOf(product)).toHaveLength(1), PATIENCE);
  });

  test('the end of the guard of its database', async () => {
    const [guard = 0] = guardOf(product);
    for (const signal of SIGNALS) process.kill(guard, signal);
    await vi.waitFor(() => {
      expect(guardOf(product)).toHaveLength(1);
      expect(guardOf(product)).not.toContain(guard);
    }, PATIENCE);
  });

  test('the start and end of a copy of its data directory beside it', async () => {
    const before = product.pids();
    const dataDir = newDataDir();
    await new Promise((settle) =>
      spawn('cp', ['-a', `${product.dataDir}/.`, dataDir], { stdio: 'inherit' }).once('close', settle),
    );
    const twin = await startProduct({ dataDir, env: { MATOU_DEMO: '0' } });
    expect(twin.output()).toContain(`was copied from ${product.dataDir}`);
    expect(twin.databaseUrl).not.toBe(product.databaseUrl);
    expect(Object.values(twin.pids()).filter((pid) => Object.values(before).includes(pid))).toEqual([]);
    await ask(twin, 'create table only_here (n int)');
    await twin.discard();
    const { supervisor, postgres: database } = before;
    expect(product.pids()).toMatchObject({ supervisor, postgres: database });
    await untilReady(product);
    expect(await ask(product, `select to_regclass('only_here')`)).toEqual([null]);
  });
});
