import { setTimeout as pause } from 'node:timers/promises';

const REMIND_MS = 30_000;

/** Resolves when the front door says that every part is ready; says every half minute what is still missing. */
export async function untilReady(
  address: string,
  isStopping: () => boolean,
  onNews: (news: string) => void,
): Promise<void> {
  let reminded = Date.now();
  while (!isStopping()) {
    const { isReady, words } = await ask(address);
    if (isReady) return;
    if (Date.now() - reminded > REMIND_MS) {
      reminded = Date.now();
      onNews(`Still waiting: ${words}`);
    }
    await pause(100);
  }
}

async function ask(address: string): Promise<{ isReady: boolean; words: string }> {
  try {
    const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) });
    return { isReady: answer.status === 200, words: await answer.text() };
  } catch (fault) {
    return { isReady: false, words: `${address}/readyz does not answer (${(fault as Error).message})` };
  }
}
