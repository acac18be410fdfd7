import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { type Account, accountFor, canWorkIn } from './account';
import { binariesFor, SHARED_HOME } from './binaries';
import { identityOf } from './identity';
import { freePort } from './port';
import { type ClusterRecord, ROLE, readRecord, urlOf, writeRecord } from './record';

const MAJOR = '18';

/** PostgreSQL sees nothing of our environment: messages in English, no PG* variables of the operator's. */
export const plainEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
};

/** One PostgreSQL data directory and what is needed to run it. */
export interface Cluster {
  readonly dataDir: string;
  /** PostgreSQL's own directory: inside the data directory, unless its account cannot get there. */
  readonly home: string;
  readonly binaries: string;
  readonly account: Account | undefined;
}

/**
 * Finds the data directory's PostgreSQL cluster or makes it: UTF-8 in code point order, page checksums, and a
 * generated password. An initdb that was interrupted is begun anew. Throws, saying what to do, when the cluster
 * is of another PostgreSQL or its files are gone.
 */
export async function prepareCluster(givenDataDir: string): Promise<Cluster> {
  const dataDir = resolve(givenDataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const record = readRecord(dataDir);
  if (record === undefined) {
    if (existsSync(join(dataDir, 'postgres/PG_VERSION'))) {
      throw new Error(
        `${dataDir}/postgres is a database, but postgres.json with its password is missing beside it. Restore that file from a backup, or move the directory away.`,
      );
    }
    return createCluster(dataDir);
  }
  if (!existsSync(record.home) && existsSync(stagingOf(record.home))) {
    renameSync(stagingOf(record.home), record.home);
  }
  refuseAnotherMajor(dataDir, record);
  claimHome(dataDir, record.home);
  const account = accountFor(record.home);
  if (account !== undefined) letThrough(dataDir, record.home, account);
  return { dataDir, home: record.home, account, binaries: binariesFor(account, dataDir) };
}

function refuseAnotherMajor(dataDir: string, { home }: ClusterRecord): void {
  const versionFile = join(home, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    throw new Error(
      `${dataDir}/postgres.json names the database ${home}, which is not there. Restore it from a backup, or remove postgres.json to begin with an empty one.`,
    );
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version !== MAJOR) {
    throw new Error(
      `The database in ${home} was made by PostgreSQL ${version}; this Matou carries PostgreSQL ${MAJOR}. Back up with the Matou that made it and restore here.`,
    );
  }
}

/** A database outside the data directory is not copied along with it, so it remembers whose it is. */
function claimHome(dataDir: string, home: string): void {
  if (home.startsWith(`${dataDir}/`)) return;
  const note = join(home, 'matou-data-directory');
  const owner = existsSync(note) ? readFileSync(note, 'utf8').trim() : '';
  const isOwned = owner !== '' && identityOf(owner) !== undefined && readRecord(owner)?.home === home;
  if (isOwned && identityOf(owner) !== identityOf(dataDir)) {
    throw new Error(
      `${dataDir} is a copy of ${owner} and names its database, ${home}, which lies outside and was not copied. Start Matou on ${owner}, or remove ${dataDir}/postgres.json to begin with an empty database there.`,
    );
  }
  if (owner !== dataDir) writeFileSync(note, `${dataDir}\n`, { mode: 0o600 });
}

const stagingOf = (home: string) => `${home}.new`;

async function createCluster(dataDir: string): Promise<Cluster> {
  const inside = join(dataDir, 'postgres');
  const account = accountFor(inside);
  const home = account === undefined ? inside : homeFor(dataDir, account);
  const cluster = { dataDir, home, account, binaries: binariesFor(account, dataDir) };
  const password = randomBytes(24).toString('hex');
  runInitdb(cluster, password);
  const port = await freePort();
  writeRecord(dataDir, { url: urlOf(port, password), port, password, home });
  renameSync(stagingOf(home), home);
  claimHome(dataDir, home);
  return cluster;
}

/** Where PostgreSQL's account can work: the data directory, opened for passing through, or else /var/lib/matou. */
function homeFor(dataDir: string, account: Account): string {
  const inside = join(dataDir, 'postgres');
  if (letThrough(dataDir, inside, account)) return inside;
  const outside = join(SHARED_HOME, randomBytes(8).toString('hex'));
  mkdirSync(SHARED_HOME, { recursive: true, mode: 0o711 });
  if (letThrough(SHARED_HOME, outside, account)) return outside;
  throw new Error(
    `PostgreSQL's account (uid ${account.uid}) can reach neither ${dataDir} nor ${SHARED_HOME}. Choose another MATOU_DATA_DIR, run Matou as a user, or set DATABASE_URL.`,
  );
}

/** The files beside the cluster keep their own mode 0600; passing through a directory shows none of them. */
function letThrough(parent: string, home: string, account: Account): boolean {
  const place = existsSync(home) ? home : makeOwned(stagingOf(home), account);
  if (canWorkIn(place, account)) return true;
  const mode = statSync(parent).mode & 0o7777;
  chmodSync(parent, mode | 0o011);
  if (canWorkIn(place, account)) return true;
  chmodSync(parent, mode);
  if (place !== home) rmSync(place, { recursive: true, force: true });
  return false;
}

function makeOwned(directory: string, account: Account | undefined): string {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { mode: 0o700 });
  if (account !== undefined) chownSync(directory, account.uid, account.gid);
  return directory;
}

function runInitdb({ home, binaries, account }: Cluster, password: string): void {
  const staging = makeOwned(stagingOf(home), account);
  const passwordFile = `${staging}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
  const made = spawnSync(
    join(binaries, 'initdb'),
    [
      ...['-D', staging, '-U', ROLE, '-E', 'UTF8', '--locale=C'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'],
      ...['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'],
    ],
    { ...account, cwd: '/', encoding: 'utf8', env: plainEnvironment },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    throw new Error(
      `PostgreSQL could not make its files in ${home}: ${made.error?.message ?? made.stderr.trim()}`,
    );
  }
}
