import postgres from 'postgres';
import { env } from '@/lib/platform/env';
import { fen } from '@/lib/platform/money';

/** How every connection of the product reads and writes: whole numbers stay numbers, and refuse to lose a digit. */
const types = {
  bigint: {
    to: 20,
    from: [20],
    serialize: (value: number) => String(value),
    parse: (text: string) => fen(Number(text)) as number,
  },
};

export function connect(databaseUrl: string, options: { max: number; name: string }) {
  return postgres(databaseUrl, {
    max: options.max,
    types,
    // Columns are read by their names in camel case; the values stay as they are.
    transform: { column: { from: postgres.toCamel } },
    // A database that is away is an answer within two seconds, not a wait.
    connect_timeout: 2,
    idle_timeout: 60,
    max_lifetime: 1800,
    backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 1),
    onnotice: () => undefined,
    connection: { application_name: `matou-${options.name}`, statement_timeout: 10_000 },
  });
}

export type Sql = ReturnType<typeof connect>;

let pool: Sql | undefined;
let poolMax = 10;

/** How many connections this process's pool may open, 10 unless told; to be said before the first question. */
export function limitPool(max: number): void {
  poolMax = max;
}

/** The process's pool, opened at the first question. */
export function sql(): Sql {
  if (env.databaseUrl === '') {
    throw new Error('No database: set DATABASE_URL, or start the embedded one with `npm start`.');
  }
  pool ??= connect(env.databaseUrl, { max: poolMax, name: 'core' });
  return pool;
}

/** Ends the pool after the questions under way, at the latest after `timeoutSeconds`. */
export async function closeDatabase(timeoutSeconds = 5): Promise<void> {
  const closing = pool;
  pool = undefined;
  await closing?.end({ timeout: timeoutSeconds });
}
