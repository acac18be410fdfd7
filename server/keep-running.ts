import { setTimeout as pause } from 'node:timers/promises';

/** One run of a process: how it is called, when it ended, how it is ended. */
export interface Run {
  readonly pid: number;
  /** Resolves with the reason, in words, when the process is gone. */
  readonly gone: Promise<string>;
  stop(): Promise<void>;
}

export interface Kept {
  readonly name: string;
  pid(): number | undefined;
  /** Ends the process and does not start it again. */
  stop(): Promise<void>;
}

const DELAY_MS_MIN = 200;
const DELAY_MS_MAX = 5_000;
const STEADY_MS = 10_000;

/** 200 ms doubling to 5 s; a process that had lived for 10 s begins again at 200 ms. */
export function nextDelay(previousMs: number, livedMs: number): number {
  if (livedMs >= STEADY_MS || previousMs === 0) return DELAY_MS_MIN;
  return Math.min(previousMs * 2, DELAY_MS_MAX);
}

interface KeepOptions {
  readonly name: string;
  readonly start: () => Promise<Run>;
  /** Told in words whenever the process ended by itself, and after each start. */
  readonly onNews: (news: string) => void;
}

/** Starts the process and starts it again whenever it ends, until it is stopped. Throws if the first start fails. */
export async function keepRunning({ name, start, onNews }: KeepOptions): Promise<Kept> {
  const until = new AbortController();
  let run: Run | undefined = await start();
  const loop = (async () => {
    let delay = 0;
    while (!until.signal.aborted) {
      const since = Date.now();
      const reason = run === undefined ? 'did not start' : await run.gone;
      run = undefined;
      if (until.signal.aborted) return;
      delay = nextDelay(delay, Date.now() - since);
      onNews(`${name} ${reason}; starting it again in ${delay} ms`);
      await pause(delay, undefined, { signal: until.signal }).catch(() => undefined);
      if (until.signal.aborted) return;
      run = await start().catch((fault: Error) => {
        onNews(`${name}: ${fault.message}`);
        return undefined;
      });
      if (run !== undefined) onNews(`${name} runs again (process ${run.pid})`);
    }
  })();
  return {
    name,
    pid: () => run?.pid,
    stop: async () => {
      until.abort();
      await run?.stop();
      await loop;
      await run?.stop();
    },
  };
}
