import { setTimeout as pause } from 'node:timers/promises';
import { log } from '@/lib/platform/log';

/**
 * Runs `work` again and again, `everyMs` after each end, until `signal` is aborted; resolves after the last run.
 * Work that fails is logged and tried again: a database that is away ends nothing.
 */
export async function repeat(
  name: string,
  options: { everyMs: number; signal: AbortSignal },
  work: () => Promise<void> | void,
): Promise<void> {
  const { everyMs, signal } = options;
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      log.error({ error, task: name }, 'task failed, will be tried again');
    }
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Runs `work` until it succeeds once or `signal` is aborted; resolves with null in the second case. */
export async function untilDone<T>(
  name: string,
  options: { everyMs: number; signal: AbortSignal },
  work: () => Promise<T>,
): Promise<T | null> {
  const done = new AbortController();
  let result: T | null = null;
  await repeat(name, { ...options, signal: AbortSignal.any([options.signal, done.signal]) }, async () => {
    result = await work();
    done.abort();
  });
  return result;
}
