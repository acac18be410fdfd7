import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from './identity';
import { isAlive, isPostgres, processesWorkingIn, workplaceOf } from './processes';

export interface PidFile {
  readonly pid: number;
  /** Where its server was started, which a copied file still says of the original. */
  readonly directory: string;
  readonly port: number;
  readonly status: string;
}

/** What `postmaster.pid` in a PostgreSQL directory says, whoever wrote it. */
export function readPidFile(home: string): PidFile | undefined {
  const path = join(home, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n');
  return {
    pid: Number(lines[0]),
    directory: lines[1] ?? '',
    port: Number(lines[3]),
    status: lines[7]?.trim() ?? '',
  };
}

/**
 * The pid file of the server that runs in this very directory now; `undefined` when none does, be it that the
 * file is a copy of another server's, or that its number belongs to another program by now.
 */
export function serverIn(home: string): PidFile | undefined {
  const found = readPidFile(home);
  if (found === undefined || !isAlive(found.pid) || isPostgres(found.pid) === false) return undefined;
  const workplace = workplaceOf(found.pid) ?? identityOf(found.directory);
  return workplace !== undefined && workplace === identityOf(home) ? found : undefined;
}

/** The directory that this one was copied from while a server ran in it (or after one was killed there). */
export function originalOf(home: string): string | undefined {
  const directory = readPidFile(home)?.directory ?? '';
  const identity = identityOf(directory);
  return identity === undefined || identity === identityOf(home) ? undefined : directory;
}

/**
 * Takes away a pid file that would keep PostgreSQL from starting for ever: one whose number now belongs to another
 * program, to a zombie, or to the server of the directory that this one is a copy of. It goes only when nothing works here.
 */
export function clearStalePid(home: string): void {
  if (readPidFile(home) === undefined || serverIn(home) !== undefined) return;
  const isEmpty =
    isPostgres(process.pid) === undefined
      ? originalOf(home) !== undefined
      : processesWorkingIn(home).length === 0;
  if (isEmpty) rmSync(join(home, 'postmaster.pid'), { force: true });
}
