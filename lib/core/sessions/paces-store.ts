import { sql } from '@/db/client';

/**
 * Takes the next place in the line of all calls to a platform, `spacingMs` after the one before. Answers in how many
 * milliseconds it is; null when the line is longer than `patienceMs`, and then no place was taken.
 */
export async function takeCallPlace(
  platform: string,
  { spacingMs, patienceMs }: { spacingMs: number; patienceMs: number },
): Promise<number | null> {
  const [row] = await sql()<{ waitMs: number }[]>`
    insert into platform_paces as p (platform, next_at)
    values (${platform}, clock_timestamp() + make_interval(secs => ${spacingMs / 1000}))
    on conflict (platform) do update
      set next_at = greatest(p.next_at, clock_timestamp()) + make_interval(secs => ${spacingMs / 1000})
      where p.next_at <= clock_timestamp() + make_interval(secs => ${patienceMs / 1000})
    returning greatest(0, extract(epoch from
      next_at - make_interval(secs => ${spacingMs / 1000}) - clock_timestamp()) * 1000)::float8 as wait_ms`;
  return row?.waitMs ?? null;
}

/** Lets nobody call a platform for so long. */
export async function holdCalls(platform: string, seconds: number): Promise<void> {
  await sql()`
    insert into platform_paces as p (platform, next_at)
    values (${platform}, clock_timestamp() + make_interval(secs => ${seconds}::int))
    on conflict (platform) do update set next_at = greatest(p.next_at, excluded.next_at)`;
}
