import { createHash } from 'node:crypto';
import { inTransaction } from '@/db/transaction';
import type { MonitorKey } from '@/lib/core/accounts';
import { forwardedKey } from '@/lib/core/monitoring/messages-store';
import { noticeRules } from '@/lib/core/monitoring/notice-rules';
import { withoutTime } from '@/lib/core/monitoring/noticed-time';
import {
  insertArrivalOfNotice,
  insertNotice,
  type KnownNotice,
  lockNotice,
  type NoticeKey,
  selectIsForwardedTwice,
  selectNotice,
  selectWaitingNotices,
  updateUnread,
} from '@/lib/core/monitoring/notices-store';
import { amountMaybe, readNotice as readWords } from '@/lib/core/monitoring/read-notice';
import { log } from '@/lib/platform/log';

export interface ForwardedNotice {
  readonly sender: string;
  /** Null when it came without one; the first line of the text is its place then. */
  readonly title: string | null;
  readonly text: string;
  /** When it was forwarded, on the phone's clock, in milliseconds; signed. */
  readonly toldAtMs: number;
  /** When the phone saw it, on the same clock, as far as the forwarder tells; null otherwise. */
  readonly noticedAtMs: number | null;
  /** The phone's clock cannot show the time that it told. */
  readonly isTimeUnclear: boolean;
}

export interface RecordedNotice {
  readonly noticeId: number;
  readonly isRepeat: boolean;
}

function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

async function repeatOf(merchantId: number, dedupeKey: string): Promise<KnownNotice> {
  const known = await selectNotice(merchantId, dedupeKey);
  if (known === null) throw new Error('a notice is neither new nor known');
  return known;
}

/**
 * Keeps a forwarded notice before it is read. Its signature covers the time alone, so one time stands for one notice:
 * another notice under the same signature is kept, and never read as a payment.
 */
export async function recordNotice(key: MonitorKey, notice: ForwardedNotice): Promise<RecordedNotice> {
  const { sender, title, text, isTimeUnclear } = notice;
  const dedupeKey = forwardedKey(key, notice.toldAtMs);
  const kept = {
    sender,
    title,
    text,
    isTimeUnclear,
    toldAtMs: notice.noticedAtMs ?? notice.toldAtMs,
    contentDigest: digest(JSON.stringify([sender, title, withoutTime(text)])),
  };
  const noticeId = await insertNotice(key, { ...kept, dedupeKey, reason: null });
  if (noticeId !== null) return { noticeId, isRepeat: false };
  const first = await repeatOf(key.merchantId, dedupeKey);
  if (first.sender === sender && first.title === title && first.text === text)
    return { noticeId: first.noticeId, isRepeat: true };
  const other = `${dedupeKey}:${digest(JSON.stringify([sender, title, text]))}`;
  const otherId = await insertNotice(key, {
    ...kept,
    dedupeKey: other,
    reason: 'signature_reused',
    amountMaybe: amountMaybe(notice),
  });
  if (otherId !== null) return { noticeId: otherId, isRepeat: false };
  return { noticeId: (await repeatOf(key.merchantId, other)).noticeId, isRepeat: true };
}

/** Keeps an event of a monitor that could not be recorded as a payment, raw, for people to look at. */
export async function keepRefusedEvent(
  key: MonitorKey,
  event: { raw: string; reason: string; toldAtMs: number },
): Promise<void> {
  const dedupeKey = `refused:${key.monitorId}:${digest(event.raw)}`;
  const { raw: text, reason, toldAtMs } = event;
  await insertNotice(key, {
    sender: 'matou-monitor',
    text,
    dedupeKey,
    toldAtMs,
    reason,
    amountMaybe: amountMaybe({ text }),
  });
}

export type NoticeOutcome =
  | { readonly outcome: 'read'; readonly arrivalId: number }
  | { readonly outcome: 'unread'; readonly reason: string };

function outcomeOf({ outcome, arrivalId, reason }: KnownNotice): NoticeOutcome | null {
  if (outcome === 'read' && arrivalId !== null) return { outcome, arrivalId };
  return outcome === 'unread' && reason !== null ? { outcome, reason } : null;
}

/**
 * Reads a recorded notice by the rules of now, once: it becomes an arrival, or is kept unread with the reason. Reading
 * again answers the first outcome. Throws when there is no such notice.
 */
export async function readNotice(key: NoticeKey): Promise<NoticeOutcome> {
  const rules = await noticeRules();
  return inTransaction(async (tx) => {
    const notice = await lockNotice(tx, key);
    if (notice === null) throw new Error(`no notice ${key.noticeId}`);
    const decided = outcomeOf(notice);
    if (decided !== null) return decided;
    const reading = readWords(notice, rules);
    const rule = { ruleId: reading.rule?.id ?? null, ruleVersion: reading.rule?.version ?? null };
    if (reading.kind === 'unread') {
      await updateUnread(tx, key, { ...rule, reason: reading.reason, amountMaybe: amountMaybe(notice) });
      return { outcome: 'unread', reason: reading.reason };
    }
    const { id: ruleId, version: ruleVersion, type } = reading.rule;
    if (await selectIsForwardedTwice(tx, key, type)) {
      await updateUnread(tx, key, { ...rule, reason: 'repeated', amountMaybe: null });
      return { outcome: 'unread', reason: 'repeated' };
    }
    const arrivalId = await insertArrivalOfNotice(tx, key, {
      type,
      amount: reading.amount,
      ruleId,
      ruleVersion,
    });
    return { outcome: 'read', arrivalId };
  });
}

/** Reads what a crash left recorded and unread; answers how many. */
export async function readWaitingNotices({ limit }: { limit: number }): Promise<number> {
  const keys = await selectWaitingNotices(limit);
  for (const key of keys) {
    await readNotice(key).catch((error: unknown) => log.error({ error, ...key }, 'cannot read a notice'));
  }
  return keys.length;
}
