import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const MIGRATION_LOCK = 7_220_061;

/**
 * Brings the database to the newest schema. Several processes may call it at once: an advisory lock lets one
 * work and the others find it done. `folder` is where the SQL files lie.
 */
export async function migrate(
  databaseUrl: string,
  folder = join(process.cwd(), 'db/migrations'),
): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await client`set lock_timeout = '5s'`;
    await applyMigrations(drizzle(client), { migrationsFolder: folder });
  } finally {
    await client.end();
  }
}
