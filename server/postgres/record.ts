import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { z } from 'zod';
import { identityOf } from './identity';

const shape = z.object({
  url: z.string(),
  port: z.number().int(),
  password: z.string(),
  home: z.string(),
  /** Which directory `home` was when its server was last started. */
  directory: z.string().optional(),
  pid: z.number().int().optional(),
});

/** What the data directory remembers of its PostgreSQL, in postgres.json (mode 0600, it holds the password). */
export type ClusterRecord = z.infer<typeof shape>;

export const ROLE = 'matou';
export const DATABASE = 'matou';

export function urlOf(port: number, password: string, database = DATABASE): string {
  return `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}

/** `home` comes back absolute; in the file it is relative while it lies inside, so that the directory can move. */
export function readRecord(dataDir: string): ClusterRecord | undefined {
  const path = join(dataDir, 'postgres.json');
  if (!existsSync(path)) return undefined;
  const record = shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  return { ...record, home: isAbsolute(record.home) ? record.home : join(dataDir, record.home) };
}

export function writeRecord(dataDir: string, record: ClusterRecord): void {
  const inside = relative(dataDir, record.home);
  const home = inside.startsWith('..') || isAbsolute(inside) ? record.home : inside;
  const path = join(dataDir, 'postgres.json');
  const staging = `${path}.${process.pid}`;
  const written = { ...record, home, directory: identityOf(record.home) };
  writeFileSync(staging, `${JSON.stringify(written, null, 2)}\n`, { mode: 0o600 });
  renameSync(staging, path);
}
