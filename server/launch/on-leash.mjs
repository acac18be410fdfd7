import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const leash = join(dirname(fileURLToPath(import.meta.url)), 'leash.mjs');

/**
 * Runs a program of Node to its end and resolves with its exit code, null when it could not be run. Its words go to
 * stderr. It ends with this process, even when that is killed; a synchronous call could neither do that nor notice
 * a signal meanwhile.
 */
export function runOnLeash(program, args, { cwd, env }) {
  const held = {
    ...env,
    MATOU_LEASH: '1',
    NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --import=${pathToFileURL(leash).href}`.trim(),
  };
  return new Promise((settle) => {
    const child = spawn(program, args, { cwd, env: held, stdio: ['ignore', 2, 2, 'ipc'] });
    child.once('error', () => settle(null));
    child.once('exit', (code) => settle(code));
  });
}
