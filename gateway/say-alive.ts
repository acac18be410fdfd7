import { databaseTime, extendAfterRestart } from '@/lib/core/orders';
import { beat } from '@/lib/core/runtime';
import { withinDeadline } from '@/lib/platform/deadline';
import { log } from '@/lib/platform/log';

/** What was over within this time of a gateway's sudden end may get the grace of the next start all the same. */
const BEAT_MS = 2_000;
const PATIENCE_MS = 2_000;

/**
 * Gives the orders from before this start their grace before the first of them is asked for, and says from then on that
 * somebody answers: what was over since the last such word was told to nobody. A database that is away delays both.
 */
export async function sayAlive(): Promise<void> {
  let isGraceGiven = false;
  const say = async () => {
    try {
      if (!isGraceGiven) await extendAfterRestart(await databaseTime());
      isGraceGiven = true;
      await beat('gateway');
    } catch (error) {
      log.warn({ error }, 'the gateway cannot say that it is alive');
    }
  };
  await withinDeadline(say(), PATIENCE_MS).catch(() => undefined);
  setInterval(() => void say(), BEAT_MS).unref();
}
