import { sql } from '@/db/client';
import type { SessionClaim, SessionKey } from '@/lib/core/sessions/session';

type Held = Pick<SessionClaim, 'merchantId' | 'sessionId' | 'fence'>;

export interface Watch extends SessionKey {
  /** By the database's clock, at which the poller looked. */
  readonly now: Date;
  readonly readUntil: Date;
  /** Since when we watch the account: what was paid before is not ours to tell of. */
  readonly since: Date;
  /** Whether an order of its account is open, or ended so lately that its money may still come. */
  readonly isBusy: boolean;
}

/**
 * Which of these sessions have bills to be read. A session whose account holds an amount for an order is busy, and stays so
 * for `lingerSeconds` after it was last seen to; the claim must hold.
 */
export function updateBusy(claims: readonly Held[], lingerSeconds: number): Promise<Watch[]> {
  const held = claims.map(({ merchantId, sessionId, fence }) => ({ merchantId, sessionId, fence }));
  return sql()<Watch[]>`
    with held as (
      select s.merchant_id, s.id, s.read_until, s.busy_until, a.created_at as since, exists (
        select from allocations h where h.account_id = s.account_id and h.released_at is null) as has_open
      from jsonb_to_recordset(${sql().json(held)}) as t("merchantId" bigint, "sessionId" bigint, fence int)
      join sessions s on s.merchant_id = t."merchantId" and s.id = t."sessionId" and s.fence = t.fence
      join accounts a on a.merchant_id = s.merchant_id and a.id = s.account_id
      where s.status = 'online' and not s.is_removed
    ), lengthened as (
      update sessions s set busy_until = clock_timestamp() + make_interval(secs => ${lingerSeconds}::int)
      from held h
      where h.has_open and s.merchant_id = h.merchant_id and s.id = h.id
        and coalesce(s.busy_until, '-infinity') < clock_timestamp() + make_interval(secs => ${lingerSeconds}::int / 2)
    )
    select merchant_id, id as session_id, read_until, since, clock_timestamp() as now,
      has_open or coalesce(busy_until > clock_timestamp(), false) as is_busy
    from held`;
}

/**
 * Notes that bills are being read now. False when they were within the last `spacingMs`, by whichever worker, or when the
 * claim no longer holds.
 */
export async function updatePolled(
  { merchantId, sessionId, fence }: Held,
  spacingMs: number,
): Promise<boolean> {
  const rows = await sql()`
    update sessions set last_polled_at = clock_timestamp()
    where merchant_id = ${merchantId} and id = ${sessionId} and fence = ${fence} and status = 'online'
      and coalesce(last_polled_at, '-infinity') <= clock_timestamp() - make_interval(secs => ${spacingMs / 1000})
    returning 1`;
  return rows.length === 1;
}

/** Moves the mark up to which every bill was read; it never goes back. False when the claim no longer holds. */
export async function updateReadUntil(
  { merchantId, sessionId, fence }: Held,
  mark: { readUntil: Date; lastBillAt: Date | null },
): Promise<boolean> {
  const rows = await sql()`
    update sessions set read_until = greatest(read_until, ${mark.readUntil}::timestamptz),
      last_bill_at = greatest(last_bill_at, ${mark.lastBillAt}::timestamptz)
    where merchant_id = ${merchantId} and id = ${sessionId} and fence = ${fence} and status = 'online'
    returning 1`;
  return rows.length === 1;
}

/** Keeps a renewed grant in the place of the old one. False when the claim no longer holds. */
export async function updateGrant(
  { merchantId, sessionId, fence }: Held,
  grant: { grantSealed: string; seconds: number },
): Promise<boolean> {
  const rows = await sql()`
    update sessions set grant_sealed = ${grant.grantSealed},
      grant_expires_at = clock_timestamp() + make_interval(secs => ${grant.seconds}::int)
    where merchant_id = ${merchantId} and id = ${sessionId} and fence = ${fence} and status = 'online'
    returning 1`;
  return rows.length === 1;
}

export interface UnreadRow {
  readonly dedupeKey: string;
  readonly reason: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** The same bill is kept once. */
export async function insertUnread({ merchantId, sessionId }: SessionKey, rows: readonly UnreadRow[]) {
  await sql()`
    insert into unread_bills (merchant_id, session_id, dedupe_key, raw, reason)
    select ${merchantId}, ${sessionId}, t."dedupeKey", t.raw, t.reason
    from jsonb_to_recordset(${sql().json(rows as never)}) as t("dedupeKey" text, raw jsonb, reason text)
    on conflict (merchant_id, session_id, dedupe_key) do nothing`;
}

export interface UnreadBillView {
  readonly billId: number;
  /** The field that could not be read. */
  readonly reason: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly seenAt: Date;
}

/** The bills of one session that could not be read, newest first. */
export async function selectUnreadBills(
  search: SessionKey & { page: number; pageSize: number },
): Promise<{ rows: UnreadBillView[]; total: number }> {
  const where = sql()`merchant_id = ${search.merchantId} and session_id = ${search.sessionId}`;
  const [rows, [counted]] = await Promise.all([
    sql()<UnreadBillView[]>`
      select id as bill_id, reason, raw, seen_at from unread_bills where ${where} order by id desc
      limit ${search.pageSize} offset ${(search.page - 1) * search.pageSize}`,
    sql()<{ total: number }[]>`select count(*)::int as total from unread_bills where ${where}`,
  ]);
  return { rows: [...rows], total: counted?.total ?? 0 };
}
