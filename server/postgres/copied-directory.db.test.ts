import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { holdDataDirectory, holderOf } from '@/server/data-directory';
import { type Postmaster, prepareCluster, startPostmaster } from '@/server/postgres';
import { isAlive } from './processes';

const running: Postmaster[] = [];
const folders: string[] = [];
const programs: ChildProcess[] = [];

/** A cluster that was made and stopped, which tests copy: making one takes seconds. */
const template = mkdtempSync(join(tmpdir(), 'matou-template-'));
const options = { durable: false, samePort: false, endsWithUs: true };

beforeAll(async () => {
  chmodSync(template, 0o711);
  const server = await startPostmaster(await prepareCluster(join(template, 'data')), options);
  await server.stop();
});

afterAll(() => rmSync(template, { recursive: true, force: true }));

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  for (const program of programs.splice(0)) program.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'matou-copy-'));
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

async function start(dataDir: string): Promise<Postmaster> {
  if (!existsSync(dataDir)) copy(join(template, 'data'), dataDir);
  const server = await startPostmaster(await prepareCluster(dataDir), options);
  if (!server.adopted) running.push(server);
  return server;
}

/** Runs one statement and answers the first column of its rows. */
async function ask(server: Postmaster, statement: string): Promise<unknown[]> {
  const client = postgres(server.url, { max: 1, onnotice: () => undefined });
  try {
    return (await client.unsafe(statement).values()).map(([value]) => value);
  } finally {
    await client.end();
  }
}

/** As people copy: everything as it is, owners and modes too, whatever runs on it. */
function copy(from: string, to: string): void {
  expect(spawnSync('cp', ['-a', from, to]).status).toBe(0);
}

describe('the copy of a directory whose server runs', () => {
  test('gets a server of its own at another port, and its original goes on untouched', async () => {
    const folder = newFolder();
    const original = await start(join(folder, 'a'));
    await ask(original, `create table notes (word text); insert into notes values ('before')`);
    // The servers of tests write late; what is not in the files yet is not in a copy.
    await ask(original, 'checkpoint');
    copy(join(folder, 'a'), join(folder, 'b'));
    const pidFile = readFileSync(join(folder, 'a/postgres/postmaster.pid'), 'utf8');
    const twin = await start(join(folder, 'b'));
    expect(twin.adopted).toBe(false);
    expect(twin.pid).not.toBe(original.pid);
    expect(new URL(twin.url).port).not.toBe(new URL(original.url).port);
    await ask(twin, `insert into notes values ('copy')`);
    await ask(original, `insert into notes values ('original')`);
    expect(await ask(twin, 'select word from notes order by word')).toEqual(['before', 'copy']);
    await twin.stop();
    expect(await ask(original, 'select word from notes order by word')).toEqual(['before', 'original']);
    expect(readFileSync(join(folder, 'a/postgres/postmaster.pid'), 'utf8')).toBe(pidFile);
  });

  test('keeps away from its original’s port when it starts first', async () => {
    const folder = newFolder();
    const original = await start(join(folder, 'a'));
    await original.stop();
    copy(join(folder, 'a'), join(folder, 'b'));
    const twin = await start(join(folder, 'b'));
    expect(new URL(twin.url).port).not.toBe(new URL(original.url).port);
  });

  test('is not held by the original’s supervisor', () => {
    const folder = newFolder();
    const dataDir = join(folder, 'a');
    mkdirSync(dataDir);
    const hold = holdDataDirectory(dataDir);
    hold.note({ publicUrl: 'http://127.0.0.1:3000' });
    copy(dataDir, join(folder, 'b'));
    expect(holderOf(dataDir)).toBe(process.pid);
    expect(holderOf(join(folder, 'b'))).toBeUndefined();
    holdDataDirectory(join(folder, 'b')).release();
    expect(JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'))).toMatchObject({ dataDir });
    expect(() => holdDataDirectory(dataDir)).toThrow(`already running on ${dataDir}`);
    hold.release();
  });
});

describe('the same directory', () => {
  test('is known through a symbolic link', async () => {
    const folder = newFolder();
    const first = await start(join(folder, 'a'));
    symlinkSync(join(folder, 'a'), join(folder, 'link'));
    expect(await start(join(folder, 'link'))).toMatchObject({ adopted: true, pid: first.pid });
    const hold = holdDataDirectory(join(folder, 'a'));
    expect(() => holdDataDirectory(join(folder, 'link'))).toThrow('already running');
    hold.release();
  });

  test('is known after it was moved under its running server', async () => {
    const folder = newFolder();
    const first = await start(join(folder, 'a'));
    const hold = holdDataDirectory(join(folder, 'a'));
    renameSync(join(folder, 'a'), join(folder, 'moved'));
    expect(await start(join(folder, 'moved'))).toMatchObject({ adopted: true, pid: first.pid });
    expect(() => holdDataDirectory(join(folder, 'moved'))).toThrow('already running');
    hold.release();
  });

  test('starts after it was moved and its old place was taken by another', async () => {
    const folder = newFolder();
    const first = await start(join(folder, 'a'));
    renameSync(join(folder, 'a'), join(folder, 'moved'));
    const other = await start(join(folder, 'a'));
    expect(other.pid).not.toBe(first.pid);
    expect(await start(join(folder, 'moved'))).toMatchObject({ adopted: true, pid: first.pid });
  });
});

describe('a pid file whose number belongs by now to', () => {
  async function withPid(pid: number): Promise<Postmaster> {
    const dataDir = join(newFolder(), 'a');
    const first = await start(dataDir);
    const path = join(dataDir, 'postgres/postmaster.pid');
    const lines = readFileSync(path, 'utf8').split('\n');
    await first.stop();
    writeFileSync(path, [String(pid), ...lines.slice(1)].join('\n'));
    return start(dataDir);
  }

  test('another program neither stops the start nor ends that program', async () => {
    const program = spawn('sleep', ['60'], { stdio: 'ignore' });
    programs.push(program);
    const server = await withPid(program.pid ?? 0);
    expect(await ask(server, 'select 1')).toEqual([1]);
    expect(isAlive(program.pid ?? 0)).toBe(true);
  });

  test('another directory’s server neither stops the start nor is taken for its own', async () => {
    const other = await start(join(newFolder(), 'other'));
    const server = await withPid(other.pid);
    expect(server).toMatchObject({ adopted: false });
    await server.stop();
    expect(await ask(other, 'select 1')).toEqual([1]);
  });
});

test.runIf(process.getuid?.() === 0)(
  'a copy that names a database outside is refused, and says whose that is',
  async () => {
    const folder = newFolder();
    chmodSync(folder, 0o700);
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    const { home } = await prepareCluster(a);
    folders.push(home);
    expect(home.startsWith(folder)).toBe(false);
    copy(a, b);
    await expect(prepareCluster(b)).rejects.toThrow(`${b} is a copy of ${a}`);
    expect(await prepareCluster(a)).toMatchObject({ home });
    rmSync(a, { recursive: true });
    renameSync(b, join(folder, 'moved'));
    expect(await prepareCluster(join(folder, 'moved'))).toMatchObject({ home });
  },
);

describe('a server of ours', () => {
  test('that somebody sent SIGTERM ends although a client stays', async () => {
    const server = await start(join(newFolder(), 'a'));
    const client = postgres(server.url, { max: 1, onnotice: () => undefined });
    await client`select 1`;
    process.kill(server.pid, 'SIGTERM');
    await server.gone;
    await client.end({ timeout: 1 });
    expect(isAlive(server.pid)).toBe(false);
  });

  test.runIf(existsSync('/proc'))('has another guard after its guard was killed', async () => {
    const server = await start(join(newFolder(), 'a'));
    const guards = () =>
      spawnSync('pgrep', ['-f', `matou-postgres-guard ${server.pid}$`], { encoding: 'utf8' })
        .stdout.split('\n')
        .filter((line) => line !== '')
        .map(Number);
    await vi.waitFor(() => expect(guards()).toHaveLength(1));
    const [first = 0] = guards();
    process.kill(first, 'SIGTERM');
    process.kill(first, 'SIGKILL');
    await vi.waitFor(() => expect(guards().filter((pid) => pid !== first)).toHaveLength(1));
    expect(isAlive(server.pid)).toBe(true);
    await server.stop();
    await vi.waitFor(() => expect(guards()).toEqual([]));
  });
});
