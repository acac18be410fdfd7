import { type Kept, keepRunning, type Run } from './keep-running';
import { type Cluster, prepareCluster, type StartOptions, startPostmaster } from './postgres';

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
  let url = '';
  const start = async () => {
    const { run, address } = await startOnce(cluster, { durable: true, samePort: url !== '' });
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
