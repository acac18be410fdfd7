import { setMaxListeners } from 'node:events';
import { watchCallbacks } from '@/lib/core/callbacks';
import { beat, limitPool } from '@/lib/core/runtime';
import { callbackPolicy, createHttpClient } from '@/lib/platform/http';
import { log } from '@/lib/platform/log';
import { createCircuitBreaker } from '@/worker/circuit-breaker';
import { repeat, untilDone } from '@/worker/repeat';
import { createDeliverer } from '@/worker/tasks/deliver-callbacks';
import { expireOrders } from '@/worker/tasks/expire-orders';
import { fillOwed } from '@/worker/tasks/fill-backorders';
import { finishRefunds } from '@/worker/tasks/finish-refunds';
import { createSessionKeeper, keepSessions } from '@/worker/tasks/keep-sessions';
import { matchArrivals } from '@/worker/tasks/match-arrivals';
import { createBillPoller } from '@/worker/tasks/poll-bills';
import { readNotices } from '@/worker/tasks/read-notices';
import { createLogonRunner, runLogons } from '@/worker/tasks/run-logons';
import { createPostman, sendNotifications } from '@/worker/tasks/send-notifications';
import { watchConditions } from '@/worker/tasks/watch-conditions';

/** Shorter than the supervisor's patience, so that what is still under way can be given back. */
const DRAIN_MS = 7_000;

const stopping = new AbortController();
const { signal } = stopping;
// Every task below listens for the end; there are as many as there are tasks.
setMaxListeners(0, signal);

// All tasks ask at the same moment once a second: a larger pool would keep as many processes of PostgreSQL for nothing.
limitPool(4);

const client = createHttpClient({ policy: callbackPolicy() });

const deliverer = createDeliverer({
  client,
  breaker: createCircuitBreaker(() => performance.now()),
  random: Math.random,
});

const keeper = createSessionKeeper(createBillPoller());

const postman = createPostman({ client, random: Math.random });

async function stop(reason: string): Promise<void> {
  if (signal.aborted) return;
  log.info({ reason }, 'worker stops');
  stopping.abort();
  try {
    await Promise.all([keeper.release(), deliverer.drain(DRAIN_MS), postman.drain(DRAIN_MS)]);
  } catch (error) {
    log.warn({ error }, 'worker stops without the database');
  }
  process.exit(0);
}

for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => void stop(name));

log.info('worker starts');
await Promise.all([
  repeat('beat', { everyMs: 5_000, signal }, () => beat('worker')),
  // The look behind the wake-up call, and what makes planned attempts happen.
  repeat('deliver-callbacks', { everyMs: 1_000, signal }, () => deliverer.wake()),
  untilDone('watch-callbacks', { everyMs: 1_000, signal }, () => watchCallbacks(() => deliverer.wake())),
  expireOrders(signal),
  matchArrivals(signal),
  readNotices(signal),
  fillOwed(signal),
  finishRefunds(signal),
  runLogons(createLogonRunner(), signal),
  keepSessions(keeper, signal),
  sendNotifications(postman, signal),
  watchConditions(signal),
]);
