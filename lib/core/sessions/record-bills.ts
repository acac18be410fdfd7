import { createHash } from 'node:crypto';
import type { Bill, UnreadBill } from '@/lib/channels';
import { matchArrival, type NewArrival, recordArrivals } from '@/lib/core/arrivals';
import { insertUnread, type UnreadRow, updateGrant, updateReadUntil } from '@/lib/core/sessions/bills-store';
import type { SessionClaim } from '@/lib/core/sessions/session';
import { seal } from '@/lib/platform/crypto';

type Raw = NewArrival['raw'];

/** What an arrival keeps of its source is flat: inner objects become their text. */
function flat(raw: Readonly<Record<string, unknown>>): Raw {
  const entries = Object.entries(raw).map(([name, value]) => {
    const isFlat = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    return [name, isFlat ? value : JSON.stringify(value)];
  });
  return Object.fromEntries(entries) as Raw;
}

function arrivalOf(claim: SessionClaim, bill: Bill): NewArrival {
  const { merchantId, mode, type, accountId, channel } = claim;
  return {
    merchantId,
    mode,
    type,
    accountId,
    monitorId: null,
    source: channel,
    dedupeKey: `${channel}:${bill.id}`,
    amount: bill.amount,
    paidAt: bill.paidAt,
    raw: flat(bill.raw),
  };
}

function unreadRow({ id, reason, raw }: UnreadBill): UnreadRow {
  const text = JSON.stringify(raw);
  return { dedupeKey: id || createHash('sha256').update(text).digest('hex'), reason, raw };
}

function latest(bills: readonly Bill[]): Date | null {
  return bills.length === 0 ? null : new Date(Math.max(...bills.map(({ paidAt }) => paidAt.getTime())));
}

/**
 * Keeps what was read of an account's bills: payments are recorded first and matched second, each once however often it is
 * read; entries that could not be read are kept as they came. They are facts whoever read them; the mark, which says
 * that all up to `readUntil` is kept, moves only while the claim holds, and a crash before it leads to reading
 * again. False when the claim no longer holds.
 */
export async function recordBills(
  claim: SessionClaim,
  read: { bills: readonly Bill[]; unread: readonly UnreadBill[]; readUntil: Date },
): Promise<boolean> {
  const { merchantId } = claim;
  const arrivalIds = await recordArrivals(read.bills.map((bill) => arrivalOf(claim, bill)));
  if (read.unread.length > 0) await insertUnread(claim, read.unread.map(unreadRow));
  const mark = { readUntil: read.readUntil, lastBillAt: latest(read.bills) };
  const isHeld = await updateReadUntil(claim, mark);
  for (const arrivalId of arrivalIds) await matchArrival({ merchantId, arrivalId });
  return isHeld;
}

/** Keeps a grant that the platform renewed, sealed. False when the claim no longer holds. */
export function keepGrant(
  claim: SessionClaim,
  renewed: { grant: string; expiresInSeconds: number },
): Promise<boolean> {
  return updateGrant(claim, { grantSealed: seal(renewed.grant), seconds: renewed.expiresInSeconds });
}
