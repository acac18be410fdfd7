import {
  beatSession,
  claimSessions,
  endGrants,
  releaseSession,
  type SessionClaim,
} from '@/lib/core/sessions';
import { log } from '@/lib/platform/log';
import { repeat } from '@/worker/repeat';
import type { BillPoller } from '@/worker/tasks/poll-bills';

const ROUND_MS = 1_000;
const BEAT_MS = 15_000;
/** Two beats; a dead worker's sessions are taken over before they would no longer be offered. */
const LEASE_SECONDS = 30;
/** So few in each round that several workers share them. */
const TAKEN_AT_ONCE = 20;
const HELD_MAX = 500;

export interface SessionKeeper {
  /** Takes sessions that nobody holds, and has the bills of the held ones read. */
  round(): Promise<void>;
  /** Beats for every held session that is watched; lets go of those that are another's by now. */
  beat(): Promise<void>;
  /** Gives every held session back, so that another worker takes it at once. */
  release(): Promise<void>;
}

/** Holds online sessions in this process: their heartbeats, and the reading of their bills. */
export function createSessionKeeper(poller: BillPoller): SessionKeeper {
  const held = new Map<number, SessionClaim>();

  async function beatOne(claim: SessionClaim): Promise<void> {
    const isHeld = await beatSession(claim, { isWatched: poller.isWatched(claim) });
    if (!isHeld && held.get(claim.sessionId) === claim) held.delete(claim.sessionId);
  }

  async function take(): Promise<void> {
    const limit = Math.min(TAKEN_AT_ONCE, HELD_MAX - held.size);
    if (limit <= 0) return;
    const claims = await claimSessions({ limit, leaseSeconds: LEASE_SECONDS });
    for (const claim of claims) held.set(claim.sessionId, claim);
    await Promise.all(claims.map(beatOne));
  }

  return {
    async round() {
      await endGrants();
      await take();
      // A slow platform must not hold up the taking of other sessions.
      poller
        .poll([...held.values()])
        .catch((error: unknown) => log.error({ error }, 'cannot look for bills'));
    },
    async beat() {
      await Promise.all([...held.values()].map(beatOne));
    },
    async release() {
      const claims = [...held.values()];
      held.clear();
      await Promise.all(claims.map(releaseSession));
    },
  };
}

/** Runs a keeper until `signal` is aborted. */
export async function keepSessions(keeper: SessionKeeper, signal: AbortSignal): Promise<void> {
  await Promise.all([
    repeat('keep-sessions', { everyMs: ROUND_MS, signal }, () => keeper.round()),
    repeat('beat-sessions', { everyMs: BEAT_MS, signal }, () => keeper.beat()),
  ]);
}
