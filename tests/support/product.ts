import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { freePort } from '@/server/postgres/port';
import { Commands } from '@/tests/support/commands';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const runningShape = z.object({
  pid: z.number(),
  adminPort: z.number(),
  processes: z.record(z.string(), z.number().optional()),
});

const recordShape = z.object({ url: z.string(), home: z.string() });

export interface Pids {
  readonly supervisor: number;
  readonly gateway: number;
  readonly worker: number;
  readonly admin: number;
  readonly postgres: number;
}

/** The whole product, started as its users start it, on free ports and a data directory of its own. */
export interface Product {
  readonly publicUrl: string;
  readonly adminUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  /** What it has printed so far. */
  output(): string;
  /** The first process: npm, or else the supervisor. */
  readonly firstPid: number;
  /** The processes as they are now; they change when one is restarted. */
  pids(): Pids;
  /** Asks it to end and resolves with its exit code. The data stays. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Kills the supervisor alone, as a crash would. */
  killSupervisor(): Promise<void>;
  /** Stops it if it runs, and removes its data. */
  discard(): Promise<void>;
  /**
   * Runs one `matou` command on its database and resolves with the JSON object that it answers. One program runs them
   * all; what people type, which builds and migrates first, is `typeMatou`.
   */
  matou(...args: string[]): Promise<Record<string, unknown>>;
}

export interface ProductOptions {
  /** A data directory of an earlier product; a new one otherwise. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Started as root, the account (and group) to run under. */
  readonly asUser?: number;
  /** Started by `npm start`, so that its first process is npm; otherwise by the program that npm starts. */
  readonly byNpm?: boolean;
  readonly timeoutMs?: number;
}

/** Our environment without the settings of a test run. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(MATOU_|DATABASE_URL|PORT$|VITEST|NODE_ENV|NODE_OPTIONS|NEXT)/.test(name),
  );
  return { ...Object.fromEntries(inherited), NODE_ENV: 'production' };
}

/** Starts the product and resolves when it says that it is ready. Needs a build, or makes it. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = options.dataDir ?? newDataDir();
  const port = options.port ?? (await freePort());
  const account = options.asUser === undefined ? {} : { uid: options.asUser, gid: options.asUser };
  if (account.uid !== undefined) chownSync(dataDir, account.uid, account.gid);
  const environment: NodeJS.ProcessEnv & { DATABASE_URL?: string } = {
    ...cleanEnvironment(),
    MATOU_CALLBACK_ALLOW_CIDRS: '127.0.0.0/8',
    ...options.env,
    PORT: String(port),
    MATOU_DATA_DIR: dataDir,
  };
  const [program, ...args] = options.byNpm
    ? (['npm', 'start'] as const)
    : ([process.execPath, join(root, 'server/start.mjs')] as const);
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment,
    ...account,
  });
  const printed = collect(child);
  const ended = new Promise<number | null>((settle) => child.once('exit', (code) => settle(code)));
  await untilReady(child, printed, options.timeoutMs ?? 120_000);
  const databaseUrl = environment.DATABASE_URL ?? recordOf(dataDir).url;
  const commands = new Commands(root, { ...environment, DATABASE_URL: databaseUrl });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    await commands.end();
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended;
  };
  return {
    publicUrl: `http://127.0.0.1:${port}`,
    adminUrl: `http://127.0.0.1:${readRunning(dataDir).adminPort}`,
    dataDir,
    databaseUrl,
    output: printed,
    firstPid: child.pid ?? 0,
    pids: () => pidsIn(dataDir),
    stop,
    killSupervisor: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    discard: async () => {
      await stop();
      removeData(dataDir);
    },
    matou: (...args) => commands.run(args),
  };
}

/** A fresh directory that PostgreSQL's own account may pass through when tests run as root. */
export function newDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'matou-product-'));
  chmodSync(dataDir, 0o711);
  return dataDir;
}

export function removeData(dataDir: string): void {
  const home = existsSync(join(dataDir, 'postgres.json')) ? recordOf(dataDir).home : undefined;
  if (home?.startsWith('/')) rmSync(home, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

/** Every process that this one started, or that those started, itself included; asked of /proc. */
export function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      const stat = readIfThere(`/proc/${name}/stat`);
      return { pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) };
    });
  const family = [pid];
  for (const member of family) {
    family.push(...parents.filter(({ parent }) => parent === member).map((child) => child.pid));
  }
  return family;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function recordOf(dataDir: string): z.infer<typeof recordShape> {
  return recordShape.parse(JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')));
}

function readRunning(dataDir: string): z.infer<typeof runningShape> {
  return runningShape.parse(JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')));
}

function pidsIn(dataDir: string): Pids {
  const { pid, processes } = readRunning(dataDir);
  const { gateway = 0, worker = 0, admin = 0, postgres = 0 } = processes;
  return { supervisor: pid, gateway, worker, admin, postgres };
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}

function untilReady(child: ChildProcess, printed: () => string, timeoutMs: number): Promise<void> {
  return new Promise((settle, refuse) => {
    const fail = (reason: string) => {
      finish();
      refuse(new Error(`${reason}\n${printed()}`));
    };
    const timer = setTimeout(() => {
      child.kill('SIGTERM');
      fail(`not ready within ${timeoutMs} ms`);
    }, timeoutMs);
    const onExit = (code: number | null) => fail(`ended with ${code} before it was ready`);
    const onData = () => {
      if (!/^Matou is ready$/m.test(printed())) return;
      finish();
      settle();
    };
    const finish = () => {
      clearTimeout(timer);
      child.off('exit', onExit);
      child.stdout?.off('data', onData);
    };
    child.once('exit', onExit);
    child.stdout?.on('data', onData);
  });
}

/** Types `npm run -s matou -- … --json` for a data directory, whether a product runs there or not. */
export function typeMatou(dataDir: string, ...args: string[]): Promise<Record<string, unknown>> {
  return new Promise((settle, refuse) => {
    const child = spawn('npm', ['run', '-s', 'matou', '--', ...args, '--json'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...cleanEnvironment(), MATOU_DATA_DIR: dataDir },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('close', (code) => {
      if (code === 0) settle(z.record(z.string(), z.unknown()).parse(JSON.parse(stdout)));
      else refuse(new Error(`matou ${args.join(' ')} ended with ${code}: ${stderr}`));
    });
  });
}
