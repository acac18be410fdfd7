import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { type AuditData, recordAudit } from '@/lib/core/audit';
import {
  type Link,
  type LinkOffer,
  type LinkSummary,
  rangeOfLink,
  type Skin,
  stateOfLink,
  type Usage,
} from '@/lib/core/quick-pay/link';
import type { LinkTerms } from '@/lib/core/quick-pay/link-shape';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import { type Fen, formatYuan } from '@/lib/platform/money';

/** What the trigger `orders_quick_pay_limits` refuses with. */
const LIMITS_REFUSED = 'MT001';

export function isRefusedByLimits(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LIMITS_REFUSED;
}

interface LinkRow {
  merchantId: number;
  id: number;
  mode: Mode;
  token: string;
  previousTokenUntil: Date | null;
  title: string;
  contactLabel: string;
  minFen: Fen | null;
  maxFen: Fen | null;
  presetsFen: Fen[];
  skin: Skin;
  isDisabled: boolean;
  closedMessage: string;
  expiresAt: Date | null;
  paymentsMax: number | null;
  dailyFenMax: Fen | null;
  createdAt: Date;
}

interface UsageRow {
  now: Date;
  openCount: number;
  openFen: Fen;
  paidCount: number;
  todayFen: Fen;
}

function toLink(row: LinkRow): Link {
  return {
    merchantId: row.merchantId,
    id: row.id,
    mode: row.mode,
    token: row.token,
    previousTokenUntil: row.previousTokenUntil,
    title: row.title,
    contactLabel: row.contactLabel,
    min: row.minFen,
    max: row.maxFen,
    presets: row.presetsFen,
    skin: row.skin,
    isDisabled: row.isDisabled,
    closedMessage: row.closedMessage,
    expiresAt: row.expiresAt,
    paymentsMax: row.paymentsMax,
    dailyMax: row.dailyFenMax,
    createdAt: row.createdAt,
  };
}

function toUsage({ openCount, openFen, paidCount, todayFen }: UsageRow): Usage {
  return { openCount, open: openFen, paidCount, paidToday: todayFen };
}

const linkColumns = () => sql()`
  l.merchant_id, l.id, l.mode, l.token, l.title, l.contact_label, l.min_fen, l.max_fen, l.presets_fen, l.skin,
  l.is_disabled, l.closed_message, l.expires_at, l.payments_max, l.daily_fen_max, l.created_at,
  case when l.previous_token_until > now() then l.previous_token_until end as previous_token_until,
  clock_timestamp() as now`;

const usageColumns = () => sql()`
  coalesce(u.open_count, 0) as open_count, coalesce(u.open_fen, 0) as open_fen,
  coalesce(u.paid_count, 0) as paid_count, coalesce(u.today_fen, 0) as today_fen`;

export type OfferKey = { merchantId: number; mode: Mode } & ({ token: string } | { linkId: number });

/** One round trip; the orders of a link without limits are not counted for it. */
export async function selectOffer(key: OfferKey): Promise<LinkOffer | null> {
  const which =
    'linkId' in key
      ? sql()`l.id = ${key.linkId}`
      : sql()`(l.token = ${key.token} or (l.previous_token = ${key.token} and l.previous_token_until > now()))`;
  const [row] = await sql()<(LinkRow & UsageRow & { onlineTypes: PayType[] })[]>`
    select ${linkColumns()}, ${usageColumns()}, array(
      select distinct type from online_accounts where merchant_id = l.merchant_id and mode = l.mode) as online_types
    from quick_pay_links l
    left join lateral (
      select * from quick_pay_usage where merchant_id = l.merchant_id and link_id = l.id
        and (l.payments_max is not null or l.daily_fen_max is not null)) u on true
    where l.merchant_id = ${key.merchantId} and l.mode = ${key.mode} and ${which}
    order by l.id limit 1`;
  if (row === undefined) return null;
  const [link, usage] = [toLink(row), toUsage(row)];
  const { now, onlineTypes } = row;
  return { link, state: stateOfLink(link, usage, now), range: rangeOfLink(link, usage), onlineTypes };
}

interface SummaryRow extends LinkRow, UsageRow {
  viewCount: number;
  orderCount: number;
  paidFen: Fen;
}

/** Newest first; only the named one with `linkId`. */
export async function selectSummaries(
  merchantId: number,
  mode: Mode,
  linkId: number | null = null,
): Promise<LinkSummary[]> {
  const rows = await sql()<SummaryRow[]>`
    select ${linkColumns()}, ${usageColumns()}, l.view_count, coalesce(u.order_count, 0) as order_count,
      coalesce(u.paid_fen, 0) as paid_fen
    from quick_pay_links l
    left join quick_pay_usage u on u.merchant_id = l.merchant_id and u.link_id = l.id
    where l.merchant_id = ${merchantId} and l.mode = ${mode} and (${linkId}::bigint is null or l.id = ${linkId})
    order by l.id desc`;
  return rows.map((row) => {
    const link = toLink(row);
    const { viewCount, orderCount, paidCount, paidFen } = row;
    const state = stateOfLink(link, toUsage(row), row.now);
    return { link, state, viewCount, orderCount, paidCount, paid: paidFen };
  });
}

function columnsOf(terms: LinkTerms) {
  return {
    title: terms.title,
    contact_label: terms.contactLabel,
    min_fen: terms.min,
    max_fen: terms.max,
    presets_fen: terms.presets,
    skin: terms.skin,
    closed_message: terms.closedMessage,
    expires_at: terms.expiresAt,
    payments_max: terms.paymentsMax,
    daily_fen_max: terms.dailyMax,
  };
}

/** A link's terms as the audit log tells them. */
function wordsOf({ min, max, dailyMax, presets, expiresAt, ...terms }: LinkTerms): AuditData {
  return {
    ...terms,
    minFen: min,
    maxFen: max,
    dailyFen: dailyMax,
    presets: presets.map(formatYuan).join(', '),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

export function insertLink(merchantId: number, mode: Mode, token: string, terms: LinkTerms): Promise<number> {
  const columns = { merchant_id: merchantId, mode, token, ...columnsOf(terms) };
  return inTransaction(async (tx) => {
    const [row] = await tx<{ id: number }[]>`insert into quick_pay_links ${tx(columns)} returning id`;
    const id = row?.id ?? 0;
    const data = { mode, ...wordsOf(terms) };
    await recordAudit(tx, { merchantId, action: 'link.added', subject: `link:${id}`, data });
    return id;
  });
}

export interface LinkKey {
  merchantId: number;
  linkId: number;
}

/** False for a link that is not the merchant's. */
export function updateTerms({ merchantId, linkId }: LinkKey, terms: LinkTerms): Promise<boolean> {
  return inTransaction(async (tx) => {
    const rows = await tx`
      update quick_pay_links set ${tx(columnsOf(terms))}
      where merchant_id = ${merchantId} and id = ${linkId} returning 1`;
    if (rows.length === 0) return false;
    const subject = `link:${linkId}`;
    await recordAudit(tx, { merchantId, action: 'link.changed', subject, data: wordsOf(terms) });
    return true;
  });
}

export function updateDisabled({ merchantId, linkId }: LinkKey, isDisabled: boolean): Promise<boolean> {
  return inTransaction(async (tx) => {
    const rows = await tx`
      update quick_pay_links set is_disabled = ${isDisabled}
      where merchant_id = ${merchantId} and id = ${linkId} returning 1`;
    if (rows.length === 0) return false;
    const subject = `link:${linkId}`;
    await recordAudit(tx, { merchantId, action: 'link.turned', subject, data: { isDisabled } });
    return true;
  });
}

/** The token before leads here for `graceSeconds` more; one that still had a grace loses it. */
export function updateToken(
  { merchantId, linkId }: LinkKey,
  token: string,
  graceSeconds: number,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const rows = await tx`
      update quick_pay_links set previous_token = token,
        previous_token_until = now() + make_interval(secs => ${graceSeconds}::int), token = ${token}
      where merchant_id = ${merchantId} and id = ${linkId} returning 1`;
    if (rows.length === 0) return false;
    const subject = `link:${linkId}`;
    await recordAudit(tx, { merchantId, action: 'link.token_rotated', subject, data: { graceSeconds } });
    return true;
  });
}

/** Adds to the views of many links in one statement. */
export async function addViews(views: ReadonlyMap<number, number>): Promise<void> {
  await sql()`
    update quick_pay_links l set view_count = l.view_count + seen.count
    from unnest(${[...views.keys()]}::bigint[], ${[...views.values()]}::int[]) as seen (id, count)
    where l.id = seen.id`;
}
