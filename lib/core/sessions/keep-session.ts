import { inTransaction } from '@/db/transaction';
import { removeSessionAccount } from '@/lib/core/accounts';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { extendForOutage } from '@/lib/core/orders';
import type { SessionClaim, SessionKey } from '@/lib/core/sessions/session';
import {
  claimFree,
  lockSession,
  markRemoved,
  moveOffline,
  selectGrantOver,
  updateBeat,
} from '@/lib/core/sessions/sessions-store';
import { unseal } from '@/lib/platform/crypto';

/** Longer ago than this, and the account is not offered (the view online_accounts says the same). */
const SILENT_SECONDS = 45;

/** Takes at most `limit` online sessions that nobody holds, longest unseen first. Each claim raises the fence. */
export async function claimSessions(options: {
  limit: number;
  leaseSeconds: number;
}): Promise<SessionClaim[]> {
  const { limit, leaseSeconds } = options;
  const rows = await claimFree(limit, leaseSeconds);
  return rows.map(({ grantSealed, ...row }) => ({ ...row, leaseSeconds, grant: unseal(grantSealed) }));
}

/**
 * Holds a session for another lease. When it is watched, that is its heartbeat; the first after a silence gives the
 * account's waiting orders as much longer as they were not watched. False when the claim no longer holds: the
 * session is offline, gone, or another worker's.
 */
export async function beatSession(claim: SessionClaim, { isWatched = true } = {}): Promise<boolean> {
  const beat = await updateBeat(claim, isWatched, SILENT_SECONDS);
  if (beat === null) return false;
  if (beat.wasSilent) {
    const { merchantId } = claim;
    await inTransaction((tx) =>
      extendForOutage(tx, { merchantId, accountIds: [beat.accountId], unseenSince: beat.before }),
    );
  }
  return true;
}

function endWatch(key: SessionKey, end: { reason: string; fence: number | null; actor: string }) {
  return inTransaction(async (tx) => {
    if (!(await moveOffline(tx, key, end))) return false;
    await recordAudit(tx, {
      actor: end.actor,
      merchantId: key.merchantId,
      action: 'session.offline',
      subject: `session:${key.sessionId}`,
      data: { reason: end.reason },
    });
    return true;
  });
}

/** The platform no longer lets us watch: `reason` is one of OFFLINE_REASONS or its own words. False when the claim no longer holds. */
export function loseSession(claim: SessionClaim, reason: string): Promise<boolean> {
  return endWatch(claim, { reason, fence: claim.fence, actor: 'worker' });
}

/** Takes sessions offline whose grants' time is over; answers how many. Safe to run on several workers. */
export async function endGrants(): Promise<number> {
  const over = await selectGrantOver();
  for (const key of over) await endWatch(key, { reason: 'grant_over', fence: null, actor: 'worker' });
  return over.length;
}

type ByMerchant = SessionKey & { actor: string };

/** The merchant takes his session offline; whoever watches it stops. Throws session.state_forbids when it is not online. */
export async function setSessionOffline({ actor, ...key }: ByMerchant): Promise<void> {
  const isDone = await endWatch(key, { reason: 'by_merchant', fence: null, actor });
  if (!isDone) throw new DomainError('conflict', 'session.state_forbids');
}

/** Takes an offline session away with its account; orders and payments stay. Throws session.unknown or session.state_forbids. */
export function removeSession({ actor, ...key }: ByMerchant): Promise<void> {
  const { merchantId, sessionId } = key;
  return inTransaction(async (tx) => {
    const session = await lockSession(tx, key);
    if (session === null) throw new DomainError('not_found', 'session.unknown');
    if (!(await markRemoved(tx, key))) throw new DomainError('conflict', 'session.state_forbids');
    if (session.accountId !== null) {
      await removeSessionAccount(tx, { merchantId, accountId: session.accountId });
    }
    const subject = `session:${sessionId}`;
    await recordAudit(tx, { actor, merchantId, action: 'session.removed', subject });
  });
}
