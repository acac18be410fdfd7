import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** Own and those of its ended children, in clock ticks. */
  readonly ticks: number;
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything; what follows it is split by single spaces.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [utime = 0, stime = 0, childUtime = 0, childStime = 0] = fields.slice(11, 15);
    return { pid, parent: fields[1] ?? 0, ticks: utime + stime + childUtime + childStime };
  } catch {
    return undefined;
  }
}

/** The processes below `pid`, itself included. */
function treeOf(pid: number): Stat[] {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? []);
  const members = new Set([pid]);
  for (let grown = true; grown; ) {
    const found = stats.filter((stat) => members.has(stat.parent) && !members.has(stat.pid));
    for (const stat of found) members.add(stat.pid);
    grown = found.length > 0;
  }
  return stats.filter((stat) => members.has(stat.pid));
}

/**
 * Processor time in milliseconds that `pid` and everything below it has used since its start. A process that
 * ended counts in its parent, which waited for it, so the backends of PostgreSQL that come and go are in it.
 */
export function cpuMsOf(pid: number): number {
  const ticks = treeOf(pid).reduce((sum, stat) => sum + stat.ticks, 0);
  return (ticks * 1000) / TICKS_PER_SECOND;
}

export interface Memory {
  readonly rssMb: number;
  /** Shared pages divided among the processes that share them, so that it may be summed. */
  readonly pssMb: number;
  readonly processes: number;
}

/** Resident memory of `pid` and everything below it but `except` and what is below that. */
export function memoryOf(pid: number, except: readonly number[] = []): Memory {
  const left = new Set(except.flatMap((one) => treeOf(one).map((stat) => stat.pid)));
  const rollups = treeOf(pid)
    .filter((stat) => !left.has(stat.pid))
    .flatMap((stat) => readRollup(stat.pid) ?? []);
  const sum = (kind: 'Rss' | 'Pss') =>
    rollups.reduce(
      (total, text) => total + Number(new RegExp(`^${kind}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0),
      0,
    ) / 1024;
  return { rssMb: sum('Rss'), pssMb: sum('Pss'), processes: rollups.length };
}

function readRollup(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  } catch {
    return undefined;
  }
}
