import { type CloudMonitor, cloudMonitorOf } from '@/lib/channels';
import {
  LineFull,
  lookForWork,
  readPlatformConfig,
  type SessionClaim,
  startReading,
  type Watch,
} from '@/lib/core/sessions';
import { log } from '@/lib/platform/log';
import { type Platform, readSessionBills, renewSessionGrant } from '@/worker/tasks/read-session-bills';

/** The journal of one account is read no oftener, over all workers. */
const SPACING_MS = 3_000;
/** Bills are read so long after the last order's end: money comes after it, and its amount rests as long. */
const LINGER_SECONDS = 600;
const BACK_OFF_MAX_MS = 60_000;
const RENEW_AGAIN_MS = 3_600_000;
/** A session whose bills cannot be read for so long is not watched. */
const BLIND_MS = 20_000;
const AT_ONCE = 8;

interface State {
  readonly claim: SessionClaim;
  grant: string;
  isRunning: boolean;
  /** Not read since it was taken over: whoever held it before may have died in the middle. */
  isFresh: boolean;
  nextAtMs: number;
  failures: number;
  failingSinceMs: number | null;
  renewAfterMs: number;
}

interface Ready {
  readonly state: State;
  readonly watch: Watch;
  readonly wantsRenewal: boolean;
  readonly wantsReading: boolean;
}

export interface BillPoller {
  /** Begins to read what is due among the held sessions; resolves when what it began has ended. */
  poll(held: readonly SessionClaim[]): Promise<void>;
  /** Whether a held session's payments would be seen: false while its bills cannot be read. */
  isWatched(claim: SessionClaim): boolean;
}

function freshState(claim: SessionClaim): State {
  const times = { nextAtMs: 0, failures: 0, failingSinceMs: null, renewAfterMs: 0 };
  return { claim, grant: claim.grant, isRunning: false, isFresh: true, ...times };
}

function noteFailure(state: State): void {
  state.failures += 1;
  state.failingSinceMs ??= performance.now();
  const backOffMs = Math.min(BACK_OFF_MAX_MS, SPACING_MS * 2 ** Math.min(state.failures, 10));
  state.nextAtMs = performance.now() + backOffMs;
}

/** What is to be done for a session now; null when nothing is. */
function readyOf(state: State, watch: Watch, { renewal }: CloudMonitor): Ready | null {
  const nowMs = performance.now();
  const dueAt = renewal?.dueAt(state.grant);
  const wantsRenewal = dueAt !== undefined && dueAt <= watch.now && nowMs >= state.renewAfterMs;
  const wantsReading = (watch.isBusy || state.isFresh || state.failures > 0) && nowMs >= state.nextAtMs;
  return wantsRenewal || wantsReading ? { state, watch, wantsRenewal, wantsReading } : null;
}

async function read(state: State, watch: Watch, platform: Platform): Promise<void> {
  state.nextAtMs = performance.now() + SPACING_MS;
  if (!(await startReading(state.claim, SPACING_MS))) return;
  const attention = await readSessionBills(state.claim, state.grant, watch, platform);
  if (attention.kind === 'refused') noteFailure(state);
  if (attention.kind === 'renewed') state.grant = attention.grant;
  if (attention.kind === 'read') Object.assign(state, { failures: 0, failingSinceMs: null, isFresh: false });
}

async function attend(ready: Ready, platform: Platform): Promise<void> {
  const { state, watch } = ready;
  if (platform.monitor.missing(platform.config).length > 0) {
    noteFailure(state);
    return;
  }
  if (ready.wantsRenewal) {
    state.renewAfterMs = performance.now() + RENEW_AGAIN_MS;
    state.grant = (await renewSessionGrant(state.claim, state.grant, platform)) ?? state.grant;
  }
  if (ready.wantsReading) await read(state, watch, platform);
}

async function run(ready: Ready, monitor: CloudMonitor, name: string): Promise<void> {
  const { state } = ready;
  state.isRunning = true;
  try {
    await attend(ready, { monitor, name, config: await readPlatformConfig(monitor) });
  } catch (error) {
    if (error instanceof LineFull) state.nextAtMs = 0;
    else {
      noteFailure(state);
      log.warn({ error, sessionId: state.claim.sessionId }, 'the bills of a session cannot be read');
    }
  } finally {
    state.isRunning = false;
  }
}

function remember(states: Map<number, State>, held: readonly SessionClaim[]): void {
  const ids = new Set(held.map(({ sessionId }) => sessionId));
  for (const id of states.keys()) if (!ids.has(id)) states.delete(id);
  for (const claim of held) {
    if (states.get(claim.sessionId)?.claim.fence !== claim.fence)
      states.set(claim.sessionId, freshState(claim));
  }
}

/**
 * Reads the bills of sessions that this process holds, only while an order of their account is open or lately ended,
 * each at most every three seconds, and all workers together within the platform's limits.
 */
export function createBillPoller(
  monitorOf: (channel: string) => CloudMonitor | null = cloudMonitorOf,
): BillPoller {
  const states = new Map<number, State>();

  function begin(watch: Watch): { ready: Ready; monitor: CloudMonitor; name: string } | null {
    const state = states.get(watch.sessionId);
    const monitor = state === undefined ? null : monitorOf(state.claim.channel);
    const name = monitor?.describe().setting ?? null;
    if (state === undefined || monitor === null || name === null || state.isRunning) return null;
    const ready = readyOf(state, watch, monitor);
    return ready === null ? null : { ready, monitor, name };
  }

  return {
    async poll(held) {
      const own = held.filter(({ channel }) => monitorOf(channel)?.describe().setting != null);
      remember(states, own);
      if (own.length === 0) return;
      const watches = await lookForWork(own, LINGER_SECONDS);
      const due = watches.flatMap((watch) => begin(watch) ?? []);
      due.sort((a, b) => a.ready.state.nextAtMs - b.ready.state.nextAtMs);
      const running = [...states.values()].filter(({ isRunning }) => isRunning).length;
      const begun = due.slice(0, Math.max(0, AT_ONCE - running));
      await Promise.all(begun.map(({ ready, monitor, name }) => run(ready, monitor, name)));
    },
    isWatched({ sessionId }) {
      const since = states.get(sessionId)?.failingSinceMs ?? null;
      return since === null || performance.now() - since < BLIND_MS;
    },
  };
}
