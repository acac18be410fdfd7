/**
 * The embedded PostgreSQL: real server binaries from npm packages, one cluster in the data directory, reachable
 * on a loopback port with a generated password. Durable as any PostgreSQL: fsync and page checksums are on.
 */
export { type Cluster, prepareCluster } from './cluster';
export { originalOf } from './pid-file';
export { type Postmaster, type StartOptions, startPostmaster } from './postmaster';
