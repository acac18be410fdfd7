import { setTimeout as pause } from 'node:timers/promises';
import { closeDatabase } from '@/db/client';
import { migrate } from '@/db/migrate';
import { seedDemo } from '@/db/seed/demo';
import { env } from '@/lib/platform/env';

const PATIENCE_MS = 60_000;

/** A database of the operator's may come up after us, as on the morning after a power cut. */
async function migrateWhenItAnswers(): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await migrate(env.databaseUrl);
      return;
    } catch (fault) {
      const isAway = /ECONNREFUSED|CONNECT_TIMEOUT|ENOTFOUND|57P03/.test(
        String((fault as { code?: string }).code),
      );
      if (!isAway || Date.now() > deadline) throw fault;
      await pause(500);
    }
  }
}

await migrateWhenItAnswers();
// Seeding leaves a database that has a merchant alone.
const lines = env.demo === false ? [] : (await seedDemo()).lines;
await closeDatabase();
process.stdout.write(JSON.stringify({ lines }));
