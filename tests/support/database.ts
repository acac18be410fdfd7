import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';

const serverUrl = inject('databaseServerUrl');
const name = `t_${randomBytes(8).toString('hex')}`;
const dataDir = mkdtempSync(join(tmpdir(), 'matou-data-'));

async function inMaintenance(statement: string): Promise<void> {
  const maintenance = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  try {
    await maintenance.unsafe(statement);
  } finally {
    await maintenance.end();
  }
}

// Runs before the test file's imports, because the product reads its environment when it is first imported.
await inMaintenance(`create database ${name} template matou_template`);
const url = new URL(serverUrl);
url.pathname = `/${name}`;
process.env.DATABASE_URL = url.href;
process.env.MATOU_DATA_DIR = dataDir;
process.env.MATOU_PUBLIC_URL = 'http://127.0.0.1:3999';
process.env.MATOU_CALLBACK_ALLOW_CIDRS = '127.0.0.0/8';

afterAll(async () => {
  const { closeDatabase } = await import('@/db/client');
  await closeDatabase(1);
  await inMaintenance(`drop database if exists ${name} with (force)`);
  rmSync(dataDir, { recursive: true, force: true });
});
