import { dirname } from 'node:path';
import { type Kept, keepRunning, type Run } from './keep-running';
import { type Cluster, originalOf, prepareCluster, type StartOptions, startPostmaster } from './postgres';

export interface EmbeddedDatabase {
  readonly url: string;
  readonly kept: Kept;
}

/** Starts the data directory's PostgreSQL and keeps it running at one address. */
export async function keepEmbeddedDatabase(
  dataDir: string,
  onNews: (news: string) => void,
): Promise<EmbeddedDatabase> {
  const cluster = await prepareCluster(dataDir);
  const original = originalOf(cluster.home);
  if (original !== undefined) {
    onNews(
      `${dataDir} was copied from ${dirname(original)} without Matou having been stopped there. It gets a server of its own, but such a copy may lack or mix what was written meanwhile: stop Matou first, and copy again.`,
    );
  }
  let url = '';
  const start = async () => {
    const { run, address } = await startOnce(cluster, {
      durable: true,
      samePort: url !== '',
      endsWithUs: true,
    });
    url = address;
    return run;
  };
  const kept = await keepRunning({ name: 'postgres', start, onNews });
  return { url, kept };
}

async function startOnce(cluster: Cluster, options: StartOptions): Promise<{ run: Run; address: string }> {
  const server = await startPostmaster(cluster, options);
  const gone = server.gone.then(() => 'ended');
  return { run: { pid: server.pid, gone, stop: server.stop }, address: server.url };
}
