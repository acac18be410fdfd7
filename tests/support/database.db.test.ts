import { expect, test } from 'vitest';
import { sql } from '@/db/client';
import { env } from '@/lib/platform/env';

test('each test file works in a migrated database of its own', async () => {
  const [row] =
    await sql()`select current_database() as name, to_regclass('orders') is not null as "isMigrated"`;
  expect(row).toMatchObject({ isMigrated: true });
  expect(env.databaseUrl.endsWith(`/${row?.name}`)).toBe(true);
  expect(row?.name).toMatch(/^t_[0-9a-f]{16}$/);
});

test('the throw-away server forgets durability and nothing else', async () => {
  const settings =
    await sql()`select name, setting from pg_settings where name in ('fsync', 'data_checksums', 'server_encoding')`;
  expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
    fsync: 'off',
    data_checksums: 'on',
    server_encoding: 'UTF8',
  });
});
