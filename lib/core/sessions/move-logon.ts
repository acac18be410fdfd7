import { inTransaction } from '@/db/transaction';
import { DomainError } from '@/lib/core/errors';
import type { LogonClaim, LogonKey, LogonView } from '@/lib/core/sessions/logon';
import {
  type AskedLogon,
  claimWaiting,
  moveEnded,
  moveRefreshed,
  moveScanned,
  selectAsked,
  selectLogon,
  selectStale,
} from '@/lib/core/sessions/logons-store';
import { lockSessionOf, removeUnborn } from '@/lib/core/sessions/sessions-store';
import { seal, unseal } from '@/lib/platform/crypto';
import { newKey } from '@/lib/platform/ids';

/** A log-on whose code nobody refreshes ends so long after the code. */
const ABANDONED_SECONDS = 600;
/** No log-on lives longer. */
const LIFE_SECONDS = 1_800;

/** Throws session.unknown. */
export async function findLogon(key: LogonKey): Promise<LogonView> {
  const logon = await selectLogon(key);
  if (logon === null) throw new DomainError('not_found', 'session.unknown');
  return logon;
}

/** What the owner of a wallet is asked on behalf of whom; null when nobody asks under this state any more. */
export function findAsked(state: string): Promise<AskedLogon | null> {
  return selectAsked(state);
}

/** Takes at most `limit` log-ons that have work for a worker. Each claim raises the fence. */
export async function claimLogons(options: { limit: number; leaseSeconds: number }): Promise<LogonClaim[]> {
  const rows = await claimWaiting(options.limit, options.leaseSeconds);
  return rows.map(({ answerSealed, ...row }) => ({
    ...row,
    answer: answerSealed === null ? null : unseal(answerSealed),
  }));
}

/**
 * What the scan answered, from whichever door the platform or the simulator came to; the worker exchanges it. False when
 * no code with this state is waiting: it was replaced, is long over, or was answered before.
 */
export function answerLogon(state: string, answer: string): Promise<boolean> {
  return moveScanned(state, seal(answer));
}

/** Has a new code made and the old one forgotten. Throws session.state_forbids when no code is shown. */
export async function refreshCode(key: LogonKey): Promise<void> {
  if (!(await moveRefreshed(key, newKey()))) throw new DomainError('conflict', 'session.state_forbids');
}

type End = Parameters<typeof moveEnded>[2];

function endLogon(key: LogonKey, end: End): Promise<boolean> {
  return inTransaction(async (tx) => {
    await lockSessionOf(tx, key);
    if (!(await moveEnded(tx, key, end))) return false;
    await removeUnborn(tx, key);
    return true;
  });
}

/** Ends a log-on at any stage before its end, whoever works on it. Throws session.state_forbids when it has ended. */
export async function cancelLogon(key: LogonKey): Promise<void> {
  const isEnded = await endLogon(key, { stage: 'cancelled', failure: null, fence: null });
  if (!isEnded) throw new DomainError('conflict', 'session.state_forbids');
}

/** Costs nothing. `failure` is one of LOGON_FAILURES or the platform's own words. False when the claim no longer holds. */
export function failLogon(claim: LogonClaim, failure: string): Promise<boolean> {
  return endLogon(claim, { stage: 'failed', failure, fence: claim.fence });
}

/** Ends log-ons that nobody scans any more; answers how many. Safe to run on several workers. */
export async function endStaleLogons(): Promise<number> {
  const stale = await selectStale({ codeSeconds: ABANDONED_SECONDS, lifeSeconds: LIFE_SECONDS });
  for (const key of stale) await endLogon(key, { stage: 'failed', failure: 'timed_out', fence: null });
  return stale.length;
}
