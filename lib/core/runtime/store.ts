import { sql } from '@/db/client';
import journal from '@/db/migrations/meta/_journal.json';

export { limitPool } from '@/db/client';

/** Says that a process is alive; `startedAt` stays that of its first beat. */
export async function upsertBeat(process: string): Promise<void> {
  await sql()`
    insert into heartbeats (process, started_at, beat_at) values (${process}, now(), now())
    on conflict (process) do update set beat_at = excluded.beat_at`;
}

export interface DatabaseState {
  /** Whether the newest migration that this build knows has been applied. */
  readonly isMigrated: boolean;
  /** Seconds since each process last said that it is alive. */
  readonly beatAgesSeconds: ReadonlyMap<string, number>;
}

const newestMigration = Math.max(...journal.entries.map((entry) => entry.when));

/** A fresh database has neither table yet; that is a state, not an error. */
export async function selectDatabaseState(): Promise<DatabaseState> {
  const [tables] = await sql()<{ isThere: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null
      and to_regclass('public.heartbeats') is not null as "isThere"`;
  if (!tables?.isThere) return { isMigrated: false, beatAgesSeconds: new Map() };
  const [migration] = await sql()<{ newest: number | null }[]>`
    select max(created_at) as newest from drizzle.__drizzle_migrations`;
  const beats = await sql()<{ process: string; age: number }[]>`
    select process, extract(epoch from clock_timestamp() - beat_at)::float8 as age from heartbeats`;
  return {
    isMigrated: (migration?.newest ?? 0) >= newestMigration,
    beatAgesSeconds: new Map(beats.map(({ process, age }) => [process, age])),
  };
}
