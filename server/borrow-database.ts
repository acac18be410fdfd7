import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureDataDirectory, holderOf, secretKeyIn } from './data-directory';
import { prepareCluster, startPostmaster } from './postgres';
import { isAlive } from './postgres/processes';

export interface Loan {
  readonly databaseUrl: string;
  /** Stops the server again if it runs for this command alone. */
  giveBack(): Promise<void>;
}

const WAIT_MS = 60_000;

/**
 * The data directory's database for one command of the operator: the running one, or one that is started for
 * the command. Commands that need their own wait for each other, since the first to end would stop it.
 */
export async function borrowDatabase(dataDir: string): Promise<Loan> {
  ensureDataDirectory(dataDir);
  secretKeyIn(dataDir, process.env.MATOU_SECRET_KEY);
  const release = holderOf(dataDir) === undefined ? await takeTurn(dataDir) : () => undefined;
  try {
    const server = await startPostmaster(await prepareCluster(dataDir), {
      durable: true,
      samePort: false,
      endsWithUs: false,
    });
    const giveBack = async () => {
      // A supervisor that has started meanwhile has adopted the server and needs it.
      if (server.adopted || holderOf(dataDir) !== undefined) server.leave();
      else await server.stop();
      release();
    };
    return { databaseUrl: server.url, giveBack };
  } catch (fault) {
    release();
    throw fault;
  }
}

async function takeTurn(dataDir: string): Promise<() => void> {
  const path = join(dataDir, 'command.lock');
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch {
      if (Date.now() > deadline || holderOf(dataDir) !== undefined) return () => undefined;
      await stepOverDead(path);
    }
  }
}

async function stepOverDead(path: string): Promise<void> {
  const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  if (holder > 0 && !isAlive(holder)) rmSync(path, { force: true });
  else await pause(100);
}
