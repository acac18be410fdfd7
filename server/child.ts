import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Run } from './keep-running';
import { relay } from './output';

const GRACE_MS = 10_000;

/**
 * The maps of Next's own files would take 30 MB of the admin, a young generation of Node's usual size another 15. The
 * gateway's is small because nobody is answered while it is swept: at its usual size that takes up to 15 ms.
 */
const NODE_FLAGS: Readonly<Record<string, readonly string[]>> = {
  admin: ['--max-semi-space-size=2', '--max-old-space-size=256'],
  gateway: ['--enable-source-maps', '--max-semi-space-size=4'],
};

/** Ends a program with this process; it needs an IPC channel to notice. */
export const LEASH = {
  flags: ['--import', pathToFileURL(join(process.cwd(), 'server/launch/leash.mjs')).href],
  environment: { MATOU_LEASH: '1' },
} as const;

export interface ChildOptions {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Which signal asks it to end; asked at that moment, since a person at a terminal wants less ceremony than SIGTERM. */
  readonly stopSignal: () => NodeJS.Signals;
}

/**
 * Starts one program of ours under the leash: the IPC channel whose end it notices when this process dies. It
 * gets a session of its own, so that Ctrl-C reaches only the supervisor, which ends things in order.
 */
export function startChild({ name, environment, stopSignal }: ChildOptions): Run {
  const at = (program: string) => join(process.cwd(), '.build', `${program}.js`);
  const flags = NODE_FLAGS[name] ?? ['--enable-source-maps'];
  const child = spawn(process.execPath, [...flags, ...LEASH.flags, at(name)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...environment, ...LEASH.environment },
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) relay(name, stream);
  }
  const gone = new Promise<string>((settle) => {
    child.once('error', (fault) => settle(`could not be started (${fault.message})`));
    child.once('exit', (code, signal) => settle(`ended (${signal ?? `code ${code}`})`));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(stopSignal());
    const ended = await Promise.race([gone, pause(GRACE_MS, undefined, { ref: false })]);
    if (ended === undefined) child.kill('SIGKILL');
    await gone;
  };
  return { pid: child.pid ?? 0, gone, stop };
}
