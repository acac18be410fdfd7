import { inTransaction, type Tx } from '@/db/transaction';
import type { Grant } from '@/lib/channels';
import { createSessionAccount } from '@/lib/core/accounts';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { spendPoints } from '@/lib/core/ledger';
import { extendForOutage } from '@/lib/core/orders';
import type { LogonClaim, LogonFailure } from '@/lib/core/sessions/logon';
import { moveOnline } from '@/lib/core/sessions/logons-store';
import { failLogon } from '@/lib/core/sessions/move-logon';
import {
  type HeldSession,
  lockOwner,
  lockSession,
  moveSessionOnline,
  selectRival,
} from '@/lib/core/sessions/sessions-store';
import { seal } from '@/lib/platform/crypto';

/** Undoes the transaction: the session stays as it was, and nothing is paid. */
class Refused extends Error {
  constructor(readonly failure: LogonFailure) {
    super(failure);
  }
}

/** The log-on is another worker's now, or was cancelled. */
class Lost extends Error {}

async function refuseOwner(tx: Tx, session: HeldSession, ownerId: string): Promise<void> {
  if (session.ownerId !== null && session.ownerId !== ownerId) throw new Refused('owner_differs');
  const owner = { channel: session.channel, ownerId };
  await lockOwner(tx, owner);
  const rival = await selectRival(tx, session, owner);
  if (rival === null) return;
  throw new Refused(rival === 'own' ? 'owner_taken' : 'owner_elsewhere');
}

/** The account that the session has, or its first one. Orders that waited through the outage get longer. */
async function accountOf(tx: Tx, session: HeldSession, grant: Grant): Promise<number> {
  const { merchantId, mode, channel, type, label, accountId, lastSeenAt } = session;
  if (accountId === null) {
    return createSessionAccount(tx, { merchantId, mode, channel, type, label, code: grant.accountCode });
  }
  if (lastSeenAt !== null) {
    await extendForOutage(tx, { merchantId, accountIds: [accountId], unseenSince: lastSeenAt });
  }
  return accountId;
}

async function payFee(tx: Tx, { merchantId, logonId, feePoints, label, actor }: LogonClaim): Promise<void> {
  const dedupeKey = `logon:${logonId}`;
  await spendPoints(tx, {
    merchantId,
    points: feePoints,
    kind: 'logon_fee',
    dedupeKey,
    reason: label,
    actor,
  });
}

async function putOnline(tx: Tx, claim: LogonClaim, grant: Grant): Promise<void> {
  const session = await lockSession(tx, claim);
  if (session === null || session.status === 'online') throw new Lost();
  await refuseOwner(tx, session, grant.ownerId);
  if (!(await moveOnline(tx, claim))) throw new Lost();
  const accountId = await accountOf(tx, session, grant);
  await moveSessionOnline(tx, claim, {
    accountId,
    channel: session.channel,
    ownerId: grant.ownerId,
    ownerLabel: grant.ownerLabel,
    grantSealed: seal(grant.grant),
    grantSeconds: grant.expiresInSeconds,
  });
  await payFee(tx, claim);
  await recordAudit(tx, {
    actor: claim.actor,
    merchantId: claim.merchantId,
    action: 'session.online',
    subject: `session:${claim.sessionId}`,
    data: { logonId: claim.logonId, feePoints: claim.feePoints, owner: grant.ownerLabel },
  });
}

function failureOf(error: unknown): LogonFailure | null {
  if (error instanceof Refused) return error.failure;
  if (!(error instanceof DomainError)) return null;
  if (error.code === 'points.short') return 'points_short';
  return error.code.startsWith('plan.') ? 'plan_refuses' : null;
}

export type LogonEnd = 'online' | 'lost' | LogonFailure;

/**
 * The end of a log-on whose scan was granted: session online, its account made on the first time, the fee spent, the
 * log-on ended and the entry written in one transaction, or nothing of it. What forbids it (short points, another
 * owner, an owner who is in another session) ends the log-on as failed, for nothing. `lost` when the claim no longer holds.
 */
export async function bringOnline(claim: LogonClaim, grant: Grant): Promise<LogonEnd> {
  try {
    await inTransaction((tx) => putOnline(tx, claim, grant));
    return 'online';
  } catch (error) {
    if (error instanceof Lost) return 'lost';
    const failure = failureOf(error);
    if (failure === null) throw error;
    return (await failLogon(claim, failure)) ? failure : 'lost';
  }
}
