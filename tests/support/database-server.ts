import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/db/migrate';
import { startThrowawayPostgres } from '@/tests/support/throwaway-postgres';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the throw-away server's maintenance database. */
    databaseServerUrl: string;
  }
}

let discard: () => Promise<void> = async () => undefined;

const TEMPLATE = 'matou_template';

/** One throw-away PostgreSQL for the whole run. Its template database is migrated once; every test file gets a copy. */
export async function setup(project: TestProject): Promise<void> {
  const server = await startThrowawayPostgres();
  discard = server.discard;
  await makeTemplate(server.url);
  project.provide('databaseServerUrl', server.url);
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
