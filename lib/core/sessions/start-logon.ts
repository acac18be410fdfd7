import { inTransaction, type Tx } from '@/db/transaction';
import { channelOf, cloudMonitorOf } from '@/lib/channels';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { pointsOf } from '@/lib/core/ledger';
import { refuseWithoutFeature } from '@/lib/core/plans';
import { logonFee } from '@/lib/core/sessions/fee';
import { insertLogon, selectOpenLogon } from '@/lib/core/sessions/logons-store';
import { readPlatformConfig } from '@/lib/core/sessions/platform-config';
import { insertSession, lockSession } from '@/lib/core/sessions/sessions-store';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import { newKey } from '@/lib/platform/ids';

export interface StartLogon {
  readonly merchantId: number;
  readonly mode: Mode;
  readonly channel: string;
  readonly type: PayType;
  readonly label: string;
  /** An offline session that is logged on again; its own channel, type and label stay. */
  readonly sessionId?: number;
  readonly actor: string;
}

async function refuseUnready({ mode, channel, type }: StartLogon): Promise<void> {
  const monitor = cloudMonitorOf(channel);
  if (monitor === null || channelOf(channel)?.describe().mode !== mode) {
    throw new DomainError('invalid', 'session.not_configured', { missing: channel });
  }
  const missing = monitor.missing(await readPlatformConfig(monitor));
  if (missing.length > 0) {
    throw new DomainError('unavailable', 'session.not_configured', { missing: missing.join(', ') });
  }
  if (!monitor.describe().wallets.includes(type)) {
    throw new DomainError('invalid', 'session.not_configured', { missing: type });
  }
}

async function refusePoor(merchantId: number, needed: number): Promise<void> {
  if (needed === 0) return;
  const have = await pointsOf(merchantId);
  if (have < needed) throw new DomainError('exhausted', 'points.short', { needed, have });
}

/** Holds the session that is to come online: a new one, or the merchant's own that is not online. */
async function holdSession(tx: Tx, request: StartLogon): Promise<number> {
  const { merchantId, mode, channel, sessionId } = request;
  if (sessionId === undefined) return insertSession(tx, request);
  const session = await lockSession(tx, { merchantId, sessionId });
  if (session === null || session.mode !== mode || session.channel !== channel) {
    throw new DomainError('not_found', 'session.unknown');
  }
  if (session.status === 'online') throw new DomainError('conflict', 'session.state_forbids');
  return sessionId;
}

/**
 * Queues a log-on for a worker to take. A session whose log-on is under way answers that one. What a success will cost
 * is fixed here; nothing is taken. Throws session.not_configured, plan.*, points.short, session.unknown or, for
 * a session that is online, session.state_forbids.
 */
export async function startLogon(request: StartLogon): Promise<{ sessionId: number; logonId: number }> {
  const { merchantId, mode, actor } = request;
  await refuseUnready(request);
  if (mode === 'live') await refuseWithoutFeature(merchantId, 'cloud_sessions');
  const feePoints = await logonFee(mode);
  await refusePoor(merchantId, feePoints);
  return inTransaction(async (tx) => {
    const sessionId = await holdSession(tx, request);
    const key = { merchantId, sessionId };
    const logonId = await insertLogon(tx, { ...key, state: newKey(), feePoints, actor });
    if (logonId !== null) {
      await recordAudit(tx, {
        actor,
        merchantId,
        action: 'session.logon_started',
        subject: `session:${sessionId}`,
        data: { logonId, feePoints },
      });
      return { sessionId, logonId };
    }
    const underWay = await selectOpenLogon(tx, key);
    if (underWay === null) throw new DomainError('conflict', 'session.state_forbids');
    return { sessionId, logonId: underWay };
  });
}
