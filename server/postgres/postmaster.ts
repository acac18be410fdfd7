import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { type Cluster, plainEnvironment } from './cluster';
import { guard } from './guard';
import { identityOf } from './identity';
import { clearStalePid, readPidFile, serverIn } from './pid-file';
import { freePort, isFree } from './port';
import { isAlive, startOf } from './processes';
import { type ClusterRecord, DATABASE, readRecord, urlOf, writeRecord } from './record';

/** A PostgreSQL server of ours that answers. */
export interface Postmaster {
  readonly pid: number;
  readonly url: string;
  /** Whether it was found running, left by an earlier process of ours that was killed. */
  readonly adopted: boolean;
  /** Resolves when the server is gone, for whatever reason. */
  readonly gone: Promise<void>;
  /** Lets it run on when this process ends. */
  leave(): void;
  /** Fast shutdown: open transactions are rolled back, everything acknowledged is on disk. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Only throw-away databases of tests may lose the last transactions at a power cut. */
  readonly durable: boolean;
  /** A server that comes back in the middle of a run must be where its clients look for it. */
  readonly samePort: boolean;
  /** Whether a server that was found running ends with this process, as one that it started does. */
  readonly endsWithUs: boolean;
}

const ATTEMPTS_MAX = 40;
const PAUSE_MS = 250;

/**
 * Starts the cluster's server or adopts the one that runs, and makes sure its database exists. After a kill -9
 * the old pid file and shared memory can linger for a moment, hence the attempts. Throws with the end of
 * PostgreSQL's log when it does not come up.
 */
export async function startPostmaster(cluster: Cluster, options: StartOptions): Promise<Postmaster> {
  const record = requireRecord(cluster);
  let lastFault = '';
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const running = await adopt(cluster, record, options);
    if (running !== undefined) return running;
    clearStalePid(cluster.home);
    const port = await portFor(cluster, record, options.samePort);
    if (port !== undefined) {
      const started = await launch(cluster, { ...record, port }, options.durable);
      if (typeof started !== 'string') return started;
      lastFault = started;
      if (!/lock file|shared memory|could not bind/.test(started) && attempt >= 2) break;
    }
    await pause(PAUSE_MS);
  }
  throw new Error(`PostgreSQL in ${cluster.home} does not start.\n${lastFault}`);
}

function requireRecord(cluster: Cluster): ClusterRecord {
  const record = readRecord(cluster.dataDir);
  if (record === undefined) throw new Error(`${cluster.dataDir}/postgres.json is missing.`);
  return record;
}

/** A copied directory gets a port of its own: at its original's, the original's clients would find it. */
async function portFor(
  { home }: Cluster,
  record: ClusterRecord,
  samePort: boolean,
): Promise<number | undefined> {
  const isMoved = record.directory !== undefined && record.directory !== identityOf(home);
  if (!isMoved && (await isFree(record.port))) return record.port;
  return samePort ? undefined : freePort();
}

async function adopt(
  cluster: Cluster,
  record: ClusterRecord,
  { endsWithUs }: StartOptions,
): Promise<Postmaster | undefined> {
  const found = serverIn(cluster.home);
  if (found?.status !== 'ready') return undefined;
  const { pid, port } = found;
  if (!(await ensureDatabase(port, record.password))) return undefined;
  const url = urlOf(port, record.password);
  writeRecord(cluster.dataDir, { ...record, url, port, pid });
  const gone = watch(pid);
  const leave = endsWithUs ? attend(cluster, pid, gone) : () => undefined;
  return { pid, url, adopted: true, gone, leave, stop: () => stopPid(pid) };
}

const LOOK_MS = 1_000;

/**
 * Ties a server to this process until it is gone or left. A server that somebody sent SIGTERM refuses new clients
 * and waits for the present ones, which wait for it: it is told to be quick, and is started again when it has ended.
 */
function attend({ home }: Cluster, pid: number, gone: Promise<void>): () => void {
  const letGo = guard(pid);
  const look = setInterval(() => {
    const found = serverIn(home);
    if (found?.pid === pid && found.status === 'stopping') process.kill(pid, 'SIGINT');
  }, LOOK_MS);
  look.unref();
  const leave = () => {
    clearInterval(look);
    letGo();
  };
  void gone.then(leave);
  return leave;
}

async function watch(pid: number): Promise<void> {
  const started = startOf(pid);
  while (isAlive(pid) && startOf(pid) === started) await pause(PAUSE_MS);
}

async function stopPid(pid: number): Promise<void> {
  const endsWithin = async (milliseconds: number) => {
    const deadline = Date.now() + milliseconds;
    while (isAlive(pid) && Date.now() < deadline) await pause(20);
    return !isAlive(pid);
  };
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  if (await endsWithin(20_000)) return;
  process.kill(pid, 'SIGQUIT');
  await endsWithin(5_000);
}

function settings(port: number, durable: boolean): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '64MB',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    max_wal_size: '512MB',
    io_method: 'sync',
    max_parallel_workers_per_gather: 0,
    // Sold keys lie dead at the front of the unsold ones until their index is cleaned; a minute is long in a rush.
    autovacuum_naptime: '15s',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const LOG_BYTES_MAX = 5_000_000;

function openLog(dataDir: string): number {
  const path = join(dataDir, 'postgres.log');
  const isLarge = existsSync(path) && statSync(path).size > LOG_BYTES_MAX;
  return openSync(path, isLarge ? 'w' : 'a', 0o600);
}

/**
 * The server gets its own session, so that Ctrl-C at the terminal does not reach it before the processes that
 * use it have ended. A string is the reason why it did not come up.
 */
async function launch(
  cluster: Cluster,
  record: ClusterRecord,
  durable: boolean,
): Promise<Postmaster | string> {
  const log = openLog(cluster.dataDir);
  const from = statSync(join(cluster.dataDir, 'postgres.log')).size;
  const child = spawn(
    join(cluster.binaries, 'postgres'),
    ['-D', cluster.home, ...settings(record.port, durable)],
    {
      ...cluster.account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: plainEnvironment,
    },
  );
  closeSync(log);
  const gone = new Promise<void>((settle) => {
    child.once('exit', () => settle());
    child.once('error', () => settle());
  });
  const { pid } = child;
  const leave = pid === undefined ? () => undefined : attend(cluster, pid, gone);
  if (pid === undefined || !(await comesUp(cluster, record, child))) {
    await gone;
    return readFileSync(join(cluster.dataDir, 'postgres.log')).subarray(from).toString('utf8').slice(-2000);
  }
  const url = urlOf(record.port, record.password);
  writeRecord(cluster.dataDir, { ...record, url, pid });
  return { pid, url, adopted: false, gone, leave, stop: () => stopPid(pid) };
}

/** Recovery after a crash can take minutes on a large database; a server that lives is waited for. */
async function comesUp(cluster: Cluster, record: ClusterRecord, child: ChildProcess): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    const found = readPidFile(cluster.home);
    if (
      found?.pid === child.pid &&
      found?.status === 'ready' &&
      (await ensureDatabase(record.port, record.password))
    )
      return true;
    await pause(20);
  }
  return false;
}

/** False when the server does not answer. */
async function ensureDatabase(port: number, password: string): Promise<boolean> {
  const client = postgres(urlOf(port, password, 'postgres'), {
    max: 1,
    connect_timeout: 2,
    onnotice: () => undefined,
  });
  try {
    const [found] = await client`select 1 from pg_database where datname = ${DATABASE}`;
    if (found === undefined) await client.unsafe(`create database ${DATABASE}`);
    return true;
  } catch {
    return false;
  } finally {
    await client.end({ timeout: 1 });
  }
}
