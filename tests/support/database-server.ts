import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/db/migrate';
import { prepareCluster, startPostmaster } from '@/server/postgres';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the throw-away server's maintenance database. */
    databaseServerUrl: string;
  }
}

let discard: () => Promise<void> = async () => undefined;

const TEMPLATE = 'matou_template';

/**
 * One throw-away PostgreSQL for the whole run, the same binaries and launcher as the product's, with fsync off.
 * Its template database is migrated once; every test file gets a copy.
 */
export async function setup(project: TestProject): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'matou-db-'));
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

async function makeTemplate(serverUrl: string): Promise<void> {
  const maintenance = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  await maintenance.unsafe(`create database ${TEMPLATE}`);
  await maintenance.end();
  const url = new URL(serverUrl);
  url.pathname = `/${TEMPLATE}`;
  await migrate(url.href);
}
