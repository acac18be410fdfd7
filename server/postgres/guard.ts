import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { plainEnvironment } from './cluster';

/**
 * Waits for a word, which never comes from a process that was killed: then the pipe ends, and the server is asked
 * to shut down, and told to when it has not within 20 seconds. Signals that end other programs leave it alone.
 */
const SCRIPT = `trap '' HUP INT QUIT TERM
read -r word
[ "$word" = leave ] && exit 0
kill -INT "$1" || exit 0
seconds=0
while kill -0 "$1" && [ "$seconds" -lt 20 ]; do
  sleep 1
  seconds=$((seconds + 1))
done
[ "$seconds" -lt 20 ] || kill -QUIT "$1"`;

/**
 * Ends the server when this process is gone, even by kill -9, which lets it do nothing more itself. Returns what
 * ends the guarding, for when the server is gone or may stay. A guard that was killed is followed by another.
 */
export function guard(serverPid: number): () => void {
  let isOver = false;
  let pipe: Writable | undefined;
  const post = () => {
    const child = spawn('/bin/sh', ['-c', SCRIPT, 'matou-postgres-guard', String(serverPid)], {
      cwd: '/',
      detached: true,
      env: plainEnvironment,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    pipe = child.stdin;
    pipe.on('error', () => undefined);
    child.once('error', () => undefined);
    child.once('exit', () => {
      if (!isOver) post();
    });
    child.unref();
    (child.stdin as unknown as { unref(): void }).unref();
  };
  post();
  return () => {
    isOver = true;
    pipe?.end('leave\n');
  };
}
