import { databaseTime, expireDueOrders, extendAfterRestart } from '@/lib/core/orders';
import { repeat, untilDone } from '@/worker/repeat';

const BATCH = 200;

async function expireAll(signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await expireDueOrders({ limit: BATCH })) === BATCH);
}

/** Ends orders whose time is over, each second; first gives those from before this start their two minutes. */
export async function expireOrders(signal: AbortSignal): Promise<void> {
  const startedAt = await untilDone('start-time', { everyMs: 1_000, signal }, databaseTime);
  if (startedAt === null) return;
  await untilDone('extend-orders', { everyMs: 1_000, signal }, () => extendAfterRestart(startedAt));
  await repeat('expire-orders', { everyMs: 1_000, signal }, () => expireAll(signal));
}
