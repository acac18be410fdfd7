import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { LEASH, startChild } from './child';
import { type Hold, holdDataDirectory } from './data-directory';
import { keepEmbeddedDatabase } from './embedded-database';
import { type Kept, keepRunning } from './keep-running';
import { say } from './output';
import { isFree } from './postgres/port';
import { untilReady } from './readiness';
import { readSettings, type Settings } from './settings';

const CHILDREN = ['gateway', 'worker', 'admin'] as const;

/** Names are looked up on these threads: a merchant whose name server is silent must not hold up the others. */
const OWN: Partial<Record<(typeof CHILDREN)[number], Record<string, string>>> = {
  worker: { UV_THREADPOOL_SIZE: '64' },
};

/** What has been started, in the order in which it must end last. */
class Household {
  readonly #kept: Kept[] = [];
  stopSignal: NodeJS.Signals | undefined;

  add(kept: Kept): void {
    this.#kept.push(kept);
  }

  pids(): Record<string, number | undefined> {
    return Object.fromEntries(this.#kept.map((kept) => [kept.name, kept.pid()]));
  }

  /** The front door and the worker finish what they hold while the pages and the database still answer. */
  async stop(): Promise<void> {
    const named = (...names: string[]) => this.#kept.filter(({ name }) => names.includes(name));
    await Promise.all(named('gateway', 'worker').map((kept) => kept.stop()));
    await Promise.all(named('admin').map((kept) => kept.stop()));
    await Promise.all(named('postgres').map((kept) => kept.stop()));
  }
}

/** What asks the product to end in order; each would otherwise end this process alone, at once. */
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Runs the whole product until it is asked to end. Throws when it cannot start. */
export async function supervise(): Promise<void> {
  const settings = await readSettings(process.env);
  const hold = holdDataDirectory(settings.env.dataDir);
  const household = new Household();
  const asked = new Promise<void>((settle) => {
    for (const signal of ENDING_SIGNALS) {
      process.on(signal, () => {
        household.stopSignal ??= signal;
        settle();
      });
    }
  });
  try {
    const started = start(settings, household, hold);
    await Promise.race([Promise.all([started, asked]), asked]);
    say('Stopping …');
    await started.catch(() => undefined);
  } finally {
    await household.stop();
    hold.release();
  }
}

async function start(settings: Settings, household: Household, hold: Hold): Promise<void> {
  const { env } = settings;
  const isStopping = () => household.stopSignal !== undefined;
  const note = () =>
    hold.note({ publicUrl: env.publicUrl, adminPort: env.adminPort, processes: household.pids() });
  const onNews = (news: string) => {
    say(news);
    note();
  };
  await requireFreePort(settings);
  const databaseUrl = settings.isDatabaseGiven
    ? env.databaseUrl
    : await embedded(settings, household, onNews);
  if (isStopping()) return;
  const environment = { ...settings.forChildren, DATABASE_URL: databaseUrl };
  const lines = await prepareDatabase(environment);
  for (const name of CHILDREN) {
    if (isStopping()) return;
    const stopSignal = () =>
      name === 'gateway' && household.stopSignal !== 'SIGTERM' ? ('SIGINT' as const) : ('SIGTERM' as const);
    const run = async () => startChild({ name, environment: { ...environment, ...OWN[name] }, stopSignal });
    household.add(await keepRunning({ name, start: run, onNews }));
  }
  note();
  await untilReady(doorOf(settings), isStopping, say);
  if (isStopping()) return;
  for (const line of [`Public address: ${env.publicUrl}`, `Data directory: ${env.dataDir}`, ...lines])
    say(line);
  say('Matou is ready');
}

function doorOf({ env }: Settings): string {
  const host = ['0.0.0.0', '::'].includes(env.host) ? '127.0.0.1' : env.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${env.port}`;
}

/** A front door that lost its supervisor a moment ago may still be leaving. */
async function requireFreePort({ env }: Settings): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    if (await isFree(env.port, env.host)) return;
    await pause(200);
  }
  throw new Error(
    `Port ${env.port} on ${env.host} is taken or not ours to use. Set PORT (and MATOU_HOST) to a free one.`,
  );
}

async function embedded(
  { env }: Settings,
  household: Household,
  onNews: (news: string) => void,
): Promise<string> {
  const { url, kept } = await keepEmbeddedDatabase(env.dataDir, onNews);
  household.add(kept);
  return url;
}

const preparedShape = z.object({ lines: z.array(z.string()) });

/** Migrates and seeds in a process of its own, whose memory goes away with it. The lines are for the screen. */
async function prepareDatabase(environment: Readonly<Record<string, string>>): Promise<string[]> {
  const program = join(process.cwd(), '.build/prepare.js');
  const child = spawn(process.execPath, ['--enable-source-maps', ...LEASH.flags, program], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...environment, ...LEASH.environment, MATOU_LOG_LEVEL: 'silent' },
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise<number | null>((settle) => child.once('close', settle));
  if (code !== 0) throw new Error('The database could not be prepared; the reason stands above.');
  return preparedShape.parse(JSON.parse(output)).lines;
}
