import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareCluster, startPostmaster } from '@/server/postgres';
import { serverIn } from '@/server/postgres/pid-file';
import { isAlive } from '@/server/postgres/processes';

const PREFIX = 'matou-db-';

/** A PostgreSQL server that lives as long as the process that started it. */
export interface ThrowawayPostgres {
  /** Address of an empty database on it. */
  readonly url: string;
  discard(): Promise<void>;
}

/** Starts a PostgreSQL of its own, the same binaries and launcher as the product's, with fsync off. */
export async function startThrowawayPostgres(): Promise<ThrowawayPostgres> {
  sweepAbandoned();
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(dataDir, 'owner'), String(process.pid));
  chmodSync(dataDir, 0o711);
  const cluster = await prepareCluster(dataDir);
  const server = await startPostmaster(cluster, {
    durable: false,
    samePort: false,
    endsWithUs: true,
  });
  return {
    url: server.url,
    discard: async () => {
      await server.stop();
      rmSync(cluster.home, { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A run that was killed could not stop its server; the next one does. */
function sweepAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name);
    const owner = join(dataDir, 'owner');
    if (!existsSync(owner) || isAlive(Number(readFileSync(owner, 'utf8')))) continue;
    const server = serverIn(join(dataDir, 'postgres'));
    if (server !== undefined) process.kill(server.pid, 'SIGQUIT');
    rmSync(dataDir, { recursive: true, force: true });
  }
}
