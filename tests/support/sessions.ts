import { randomUUID } from 'node:crypto';
import type { Grant } from '@/lib/channels';
import { topUpPoints } from '@/lib/core/ledger';
import {
  answerLogon,
  bringOnline,
  claimLogons,
  type LogonClaim,
  postponeLogon,
  type SessionKey,
  showCode,
  startLogon,
} from '@/lib/core/sessions';
import { openShop } from '@/tests/support/shop';

/** A shop that can pay for log-ons. */
export async function openPointsShop(points = 1_000) {
  const shop = await openShop();
  if (points > 0) {
    await topUpPoints({ merchantId: shop.merchantId, points, reason: 'test', actor: 'user:1' });
  }
  return shop;
}

export function grantOf(ownerId: string = randomUUID()): Grant {
  return {
    ownerId,
    ownerLabel: `${ownerId.slice(0, 3)}***`,
    grant: `token of ${ownerId}`,
    expiresInSeconds: 86_400,
    accountCode: `https://qr.alipay.com/${ownerId}`,
  };
}

/** The merchant asks for a log-on in test mode, which costs nothing. */
export function start(merchantId: number, sessionId?: number) {
  return startLogon({
    merchantId,
    mode: 'test',
    channel: 'simulator',
    type: 'alipay',
    label: 'till',
    actor: 'user:1',
    ...(sessionId === undefined ? {} : { sessionId }),
  });
}

/** The one claim of a log-on, others being given back; throws when somebody else holds it, or it has no work for a worker. */
export async function claim(logonId: number): Promise<LogonClaim> {
  const claims = await claimLogons({ limit: 1_000, leaseSeconds: 30 });
  const found = claims.find((one) => one.logonId === logonId);
  for (const other of claims) if (other !== found) await postponeLogon(other, 0);
  if (found === undefined) throw new Error(`log-on ${logonId} is not to be claimed`);
  return found;
}

/** A worker takes a queued log-on and shows its code. */
export async function show(logonId: number, expiresInSeconds = 60): Promise<LogonClaim> {
  const prepared = await claim(logonId);
  await showCode(prepared, { text: 'code', expiresInSeconds });
  return prepared;
}

/** The code is shown, scanned and answered, and a worker holds the answer. */
export async function scan(logonId: number): Promise<LogonClaim> {
  const { state } = await show(logonId);
  if (!(await answerLogon(state, 'agreed'))) throw new Error('the answer was not taken');
  return claim(logonId);
}

/** A session that is online, from the queue on. */
export async function logOn(
  merchantId: number,
  given: { sessionId?: number; grant?: Grant } = {},
): Promise<SessionKey & { logonId: number }> {
  const { sessionId, logonId } = await start(merchantId, given.sessionId);
  const end = await bringOnline(await scan(logonId), given.grant ?? grantOf());
  if (end !== 'online') throw new Error(`the log-on ended as ${end}`);
  return { merchantId, sessionId, logonId };
}
