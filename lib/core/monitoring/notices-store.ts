import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { MonitorKey } from '@/lib/core/accounts';
import { TWICE_SECONDS, watchesSeveral } from '@/lib/core/monitoring/pushes-store';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export interface NewNotice {
  readonly sender: string;
  readonly title?: string | null;
  readonly text: string;
  readonly dedupeKey: string;
  /** When the phone had it, on the monitor's clock, in milliseconds. */
  readonly toldAtMs: number;
  /** Its clock cannot show that time: the notice is dated by its coming. */
  readonly isTimeUnclear?: boolean;
  /** What tells it from another notice, whenever it was forwarded. */
  readonly contentDigest?: string;
  /** Set when it is known already that it becomes no arrival. */
  readonly reason: string | null;
  /** The one amount that is marked as money in it, when it becomes no arrival. */
  readonly amountMaybe?: Fen | null;
}

export interface NoticeKey {
  merchantId: number;
  noticeId: number;
}

export interface KnownNotice {
  readonly noticeId: number;
  readonly sender: string;
  readonly title: string | null;
  readonly text: string;
  readonly outcome: 'read' | 'unread' | null;
  readonly reason: string | null;
  readonly arrivalId: number | null;
}

function noticeColumns() {
  return sql()`id as notice_id, sender, title, text, outcome, reason, arrival_id`;
}

/** Null when it was recorded before. */
export async function insertNotice(key: MonitorKey, notice: NewNotice, tx?: Tx): Promise<number | null> {
  const isTimeUnclear = notice.isTimeUnclear ?? false;
  const [row] = await (tx ?? sql())<{ id: number }[]>`
    insert into notices (merchant_id, monitor_id, sender, title, text, dedupe_key, content_digest, is_time_unclear,
      told_ms, told_at, outcome, reason, amount_maybe_fen)
    select merchant_id, id, ${notice.sender}, ${notice.title ?? null}, ${notice.text}, ${notice.dedupeKey},
      ${notice.contentDigest ?? ''}, ${isTimeUnclear}, ${notice.toldAtMs},
      case when ${isTimeUnclear} then clock_timestamp()
        else least(clock_timestamp(), to_timestamp((${notice.toldAtMs}::bigint - clock_ahead_ms) / 1000.0)) end,
      case when ${notice.reason}::text is not null then 'unread' end, ${notice.reason}, ${notice.amountMaybe ?? null}
    from monitors where merchant_id = ${key.merchantId} and id = ${key.monitorId}
    on conflict (merchant_id, dedupe_key) do nothing returning id`;
  return row?.id ?? null;
}

export async function selectNotice(
  merchantId: number,
  dedupeKey: string,
  tx?: Tx,
): Promise<KnownNotice | null> {
  const [row] = await (tx ?? sql())<KnownNotice[]>`
    select ${noticeColumns()} from notices where merchant_id = ${merchantId} and dedupe_key = ${dedupeKey}`;
  return row ?? null;
}

export async function lockNotice(tx: Tx, { merchantId, noticeId }: NoticeKey): Promise<KnownNotice | null> {
  const [row] = await tx<KnownNotice[]>`
    select ${noticeColumns()} from notices where merchant_id = ${merchantId} and id = ${noticeId} for update`;
  return row ?? null;
}

export interface ReadBy {
  readonly type: PayType;
  readonly amount: Fen;
  readonly ruleId: string;
  readonly ruleVersion: number;
}

/** The notice becomes an arrival of its monitor, once: guarded by the row's lock and by its having none. */
export async function insertArrivalOfNotice(tx: Tx, key: NoticeKey, by: ReadBy): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    with arrival as (
      insert into arrivals (merchant_id, mode, type, monitor_id, source, dedupe_key, amount_fen, paid_at, is_time_unclear, raw)
      select merchant_id, 'live', ${by.type}, monitor_id, 'notice', 'notice:' || id, ${by.amount}, told_at, is_time_unclear,
        jsonb_build_object('noticeId', id, 'sender', sender, 'title', title, 'text', text, 'rule', ${by.ruleId}::text,
          'ruleVersion', ${by.ruleVersion}::int)
      from notices where merchant_id = ${key.merchantId} and id = ${key.noticeId}
        and arrival_id is null
      returning id, monitor_id
    ), told as (
      update monitors m set last_arrival_at = now() from arrival a
      where m.merchant_id = ${key.merchantId} and m.id = a.monitor_id
    )
    update notices n set outcome = 'read', reason = null, arrival_id = a.id, rule_id = ${by.ruleId}, rule_version = ${by.ruleVersion}
    from arrival a where n.merchant_id = ${key.merchantId} and n.id = ${key.noticeId}
    returning a.id`;
  if (row === undefined) throw new Error('a notice was read twice');
  return row.id;
}

/**
 * Whether the same notice was read already: with the same words, seen by the phone within seconds by its own clock, however
 * often it was forwarded; one whose time is unclear, within an hour. Holds the monitor's row first, so that two that are read at the same time see each other.
 */
export async function selectIsForwardedTwice(tx: Tx, key: NoticeKey, type: PayType): Promise<boolean> {
  const [monitor] = await tx<MonitorKey[]>`
    select m.merchant_id, m.id as monitor_id from monitors m join notices n on n.merchant_id = m.merchant_id and n.monitor_id = m.id
    where n.merchant_id = ${key.merchantId} and n.id = ${key.noticeId} for no key update of m`;
  if (monitor === undefined) throw new Error(`no notice ${key.noticeId}`);
  const rows = await tx`
    select 1 from notices n
    join notices first on first.merchant_id = n.merchant_id and first.monitor_id = n.monitor_id
      and first.content_digest = n.content_digest and first.id <> n.id and first.outcome = 'read'
    where n.merchant_id = ${key.merchantId} and n.id = ${key.noticeId} and n.content_digest <> ''
      and not ${watchesSeveral(monitor, type)}
      and abs(first.told_ms - n.told_ms) <= 1000 * case when n.is_time_unclear then 3600 else ${TWICE_SECONDS} end
    limit 1`;
  return rows.length === 1;
}

export async function updateUnread(
  tx: Tx,
  key: NoticeKey,
  by: { reason: string; ruleId: string | null; ruleVersion: number | null; amountMaybe: Fen | null },
): Promise<void> {
  await tx`
    update notices set outcome = 'unread', reason = ${by.reason}, rule_id = ${by.ruleId}, rule_version = ${by.ruleVersion},
      amount_maybe_fen = ${by.amountMaybe}
    where merchant_id = ${key.merchantId} and id = ${key.noticeId} and outcome is null`;
}

/** What a crash between recording and reading left behind; a second old, so that nobody is at it. */
export function selectWaitingNotices(limit: number): Promise<NoticeKey[]> {
  return sql()<NoticeKey[]>`
    select merchant_id, id as notice_id from notices
    where outcome is null and seen_at < now() - interval '1 second' order by seen_at limit ${limit}`;
}

/** False when it is not unread, or was dismissed before. */
export async function updateDismissed(tx: Tx, { merchantId, noticeId }: NoticeKey): Promise<boolean> {
  const rows = await tx`
    update notices set dismissed_at = clock_timestamp()
    where merchant_id = ${merchantId} and id = ${noticeId} and outcome = 'unread' and dismissed_at is null
    returning 1`;
  return rows.length > 0;
}
