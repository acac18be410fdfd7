import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

/** The system account that PostgreSQL runs under when Matou runs as root; `undefined` means our own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so as root it is started under the owner of its data directory, or for a
 * new one under `nobody`, which initdb can look up. Throws when the system has no such account.
 */
export function accountFor(home: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(home)) {
    const { uid, gid } = statSync(home);
    if (uid !== 0) return { uid, gid };
  }
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  const [uid, gid] = [Number(entry?.[2]), Number(entry?.[3])];
  if (entry === undefined || !(uid > 0) || !(gid >= 0)) {
    throw new Error(
      'Running as root needs the account `nobody` for PostgreSQL. Run Matou as a user, or set DATABASE_URL.',
    );
  }
  return { uid, gid };
}

/** Whether the account can work in this directory; asked of the system itself, which also knows of ACLs and mounts. */
export function canWorkIn(directory: string, account: Account): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$0" && test -w . && test -x .', directory], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}

/** Whether the account can run this program and read what it was linked with. */
export function canRun(program: string, account: Account): boolean {
  return spawnSync(program, ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}
