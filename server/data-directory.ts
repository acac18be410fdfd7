import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { identityOf } from './postgres/identity';
import { isAlive, startOf } from './postgres/processes';

const holderShape = z.object({
  pid: z.number().int(),
  started: z.string(),
  /** Which directory the process runs on. A copy of the file lies in another one. */
  directory: z.string().optional(),
});

/** Makes the data directory (0700) when it is missing. */
export function ensureDataDirectory(dataDir: string): void {
  if (existsSync(dataDir)) return;
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o700);
}

/** The installation's key: from MATOU_SECRET_KEY, or 32 random bytes kept in secret.key (0600). Hex. */
export function secretKeyIn(dataDir: string, given: string | undefined): string {
  if (given !== undefined && given !== '') return given;
  const path = join(dataDir, 'secret.key');
  if (!existsSync(path)) {
    const staging = `${path}.${process.pid}`;
    writeFileSync(staging, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(staging, path);
  }
  return readFileSync(path, 'utf8').trim();
}

const runningFile = (dataDir: string) => join(dataDir, 'running.json');

/** The id of the supervisor that runs on this very data directory, if one does. */
export function holderOf(dataDir: string): number | undefined {
  if (!existsSync(runningFile(dataDir))) return undefined;
  return holderIn(readFileSync(runningFile(dataDir), 'utf8'), dataDir);
}

function holderIn(note: string, dataDir: string): number | undefined {
  const parsed = holderShape.safeParse(parsedJson(note));
  if (!parsed.success) return undefined;
  const { pid, started, directory } = parsed.data;
  if (directory !== undefined && directory !== identityOf(dataDir)) return undefined;
  return isAlive(pid) && startOf(pid) === started ? pid : undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface Hold {
  /** Writes down where things run, for the operator's commands and for whoever looks after the machine. */
  note(facts: Readonly<Record<string, unknown>>): void;
  release(): void;
}

/** Takes the data directory for this process. Throws when another supervisor runs on it. */
export function holdDataDirectory(dataDir: string): Hold {
  const path = runningFile(dataDir);
  const own = { pid: process.pid, started: startOf(process.pid), directory: identityOf(dataDir), dataDir };
  clearEnded(path, dataDir);
  try {
    writeFileSync(path, JSON.stringify(own), { mode: 0o600, flag: 'wx' });
  } catch {
    throw new Error(`Another Matou is starting on ${dataDir} at this moment.`);
  }
  return {
    note: (facts) => {
      writeFileSync(`${path}.new`, `${JSON.stringify({ ...own, ...facts }, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
    release: () => rmSync(path, { force: true }),
  };
}

/** Takes away the note of a supervisor that has ended, or that runs on the directory which this one is a copy of. */
function clearEnded(path: string, dataDir: string): void {
  if (!existsSync(path)) return;
  const note = readFileSync(path, 'utf8');
  const holder = holderIn(note, dataDir);
  if (holder !== undefined) {
    throw new Error(
      `Matou is already running on ${dataDir} (process ${holder}). Stop it first, or choose another MATOU_DATA_DIR.`,
    );
  }
  const aside = `${path}.${process.pid}`;
  renameSync(path, aside);
  // Another start may have put its own note there between the two looks; it was first.
  if (readFileSync(aside, 'utf8') !== note) renameSync(aside, path);
  rmSync(aside, { force: true });
}
