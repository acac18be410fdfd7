import type { CloudMonitor } from '@/lib/channels';
import {
  keepGrant,
  loseSession,
  type PlatformLine,
  recordBills,
  restAfter,
  type SessionClaim,
  type Watch,
  waitForTurn,
} from '@/lib/core/sessions';
import { log } from '@/lib/platform/log';

/** Read again each time: entries appear up to so late behind their own time. Every one counts once. */
const OVERLAP_MS = 30 * 60_000;
/** The clocks of the platform and of the database may differ so much. */
const AHEAD_MS = 60_000;
/** One reading spans no more, so that it stays a few pages after a long silence. */
const SPAN_MS = 86_400_000;
/** The platform tells of 31 days at most in one question. */
const BACK_MS = 30 * 86_400_000;

/** How long a call may stand in line for its turn. */
const PATIENCE_MS = 2_000;

export interface Platform extends PlatformLine {
  readonly monitor: CloudMonitor;
}

/** What became of one look at a session; `grant` is the one that counts from now on. */
export type Attention =
  | { readonly kind: 'read' | 'refused' | 'lost' }
  | { readonly kind: 'renewed'; readonly grant: string };

/** What a reading asks for: from where it ended last, and a while before, up to now. */
function windowOf({ now, readUntil, since }: Watch): { from: Date; to: Date; readUntil: Date } {
  const nowMs = now.getTime();
  const fromMs = Math.max(readUntil.getTime() - OVERLAP_MS, since.getTime(), nowMs - BACK_MS);
  const toMs = Math.min(nowMs + AHEAD_MS, fromMs + SPAN_MS);
  return { from: new Date(fromMs), to: new Date(toMs), readUntil: new Date(Math.min(nowMs, toMs)) };
}

/** Null when the platform will not renew. Throws when that is not known. */
export async function renewSessionGrant(
  claim: SessionClaim,
  grant: string,
  platform: Platform,
): Promise<string | null> {
  const { renewal } = platform.monitor;
  if (renewal === undefined) return null;
  await waitForTurn(platform, PATIENCE_MS);
  const reply = await renewal.renew(platform.config, grant);
  if (reply.isRenewed) {
    await keepGrant(claim, reply);
    return reply.grant;
  }
  log.warn({ sessionId: claim.sessionId, reason: reply.reason }, 'a grant was not renewed');
  await restAfter(platform, reply);
  if (!reply.isGrantOver) throw new Error(reply.reason);
  return null;
}

/**
 * Reads and keeps the bills of one session. A grant that is over is renewed where the platform does that, and takes the
 * session offline with the platform's words where it does not. Throws when the platform's answer is not known.
 */
export async function readSessionBills(
  claim: SessionClaim,
  grant: string,
  watch: Watch,
  platform: Platform,
): Promise<Attention> {
  const { readUntil, ...window } = windowOf(watch);
  const turn = () => waitForTurn(platform, PATIENCE_MS);
  const reply = await platform.monitor.readBills(platform.config, grant, window, turn);
  if (reply.isRead) {
    await recordBills(claim, { ...reply, readUntil });
    return { kind: 'read' };
  }
  log.warn({ sessionId: claim.sessionId, reason: reply.reason }, 'the platform does not tell the bills');
  await restAfter(platform, reply);
  if (!reply.isGrantOver) return { kind: 'refused' };
  const renewed = await renewSessionGrant(claim, grant, platform);
  if (renewed !== null) return { kind: 'renewed', grant: renewed };
  await loseSession(claim, reply.reason);
  return { kind: 'lost' };
}
