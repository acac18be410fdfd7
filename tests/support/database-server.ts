import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/db/migrate';
import { prepareCluster, startPostmaster } from '@/server/postgres';
import { isAlive, isPostgres } from '@/server/postgres/processes';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the throw-away server's maintenance database. */
    databaseServerUrl: string;
  }
}

let discard: () => Promise<void> = async () => undefined;

const TEMPLATE = 'matou_template';
const PREFIX = 'matou-db-';

/**
 * One throw-away PostgreSQL for the whole run, the same binaries and launcher as the product's, with fsync off.
 * Its template database is migrated once; every test file gets a copy.
 */
export async function setup(project: TestProject): Promise<void> {
  sweepAbandoned();
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(dataDir, 'owner'), String(process.pid));
  chmodSync(dataDir, 0o711);
  const cluster = await prepareCluster(dataDir);
  const server = await startPostmaster(cluster, { durable: false, samePort: false });
  await makeTemplate(server.url);
  project.provide('databaseServerUrl', server.url);
  discard = async () => {
    await server.stop();
    rmSync(cluster.home, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
}

export async function teardown(): Promise<void> {
  await discard();
}

/** A run that was killed could not stop its server; the next one does. */
function sweepAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name);
    const owner = join(dataDir, 'owner');
    if (!existsSync(owner) || isAlive(Number(readFileSync(owner, 'utf8')))) continue;
    const pidFile = join(dataDir, 'postgres/postmaster.pid');
    const pid = existsSync(pidFile) ? Number.parseInt(readFileSync(pidFile, 'utf8'), 10) : 0;
    if (isAlive(pid) && isPostgres(pid)) process.kill(pid, 'SIGQUIT');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const maintenance = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  await maintenance.unsafe(`create database ${TEMPLATE}`);
  await maintenance.end();
  const url = new URL(serverUrl);
  url.pathname = `/${TEMPLATE}`;
  await migrate(url.href);
}
