import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { identityOf } from './identity';

/** Whether a process of this id runs. A zombie nobody has reaped does not. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return stateOf(pid) !== 'Z';
}

function stateOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  } catch {
    return '';
  }
}

/** `undefined` where the system has no /proc to ask. */
export function isPostgres(pid: number): boolean | undefined {
  if (!existsSync('/proc/self/comm')) return undefined;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
}

/** The identity of the directory that a process works in; `undefined` when the system does not tell. */
export function workplaceOf(pid: number): string | undefined {
  return identityOf(`/proc/${pid}/cwd`);
}

/** Processes that work in this directory: the orphans of a killed postmaster still do for a moment. */
export function processesWorkingIn(directory: string): number[] {
  const wanted = identityOf(directory);
  if (wanted === undefined || !existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workplaceOf(pid) === wanted);
}

/** A token that differs between two processes which had the same id at different times; empty when unknown. */
export function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
