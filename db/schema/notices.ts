import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { monitors } from './collection';
import { fenColumn, identity, moment, reference } from './columns';

/** What monitors of Matou's own protocol have used lately, so that a message counts once. Pruned after 11 minutes. */
export const monitorNonces = pgTable(
  'monitor_nonces',
  {
    merchantId: reference('merchant_id').notNull(),
    monitorId: reference('monitor_id').notNull(),
    nonce: text('nonce').notNull(),
    seenAt: moment('seen_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.monitorId, t.nonce] }),
    foreignKey({ columns: [t.merchantId, t.monitorId], foreignColumns: [monitors.merchantId, monitors.id] }),
  ],
);

/** The operator's versions of the rules that read notices. Versions are only ever added; the greatest one holds. */
export const noticeRules = pgTable(
  'notice_rules',
  {
    id: text('id').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    /** RE2 over the whole sender. */
    senderPattern: text('sender_pattern').notNull(),
    /** RE2 over the whole title; empty when the rule asks for none. */
    titlePattern: text('title_pattern').notNull(),
    /** RE2; a payment's amount is the named group `amount` here or in the title's. */
    textPattern: text('text_pattern').notNull(),
    /** `never` says that what it knows is no payment. */
    verdict: text('verdict').notNull().default('payment'),
    type: text('type').notNull(),
    /** Lower is tried first. */
    priority: integer('priority').notNull(),
    isEnabled: boolean('is_enabled').notNull(),
    changedBy: text('changed_by').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.version] }),
    check('notice_rules_version', sql`${t.version} > 0`),
    check('notice_rules_verdict', sql`${t.verdict} in ('payment', 'never')`),
    check('notice_rules_type', sql`${t.type} in ('alipay', 'wechat', 'qq')`),
  ],
);

/** What a phone said that the server had to read, or could not use. Recorded first, read second; never deleted. */
export const notices = pgTable(
  'notices',
  {
    merchantId: reference('merchant_id').notNull(),
    id: identity().notNull(),
    monitorId: reference('monitor_id').notNull(),
    /** The package or the sender that the phone had it from. */
    sender: text('sender').notNull(),
    /** Null when it came without one; the first line of the text is its place then. */
    title: text('title'),
    text: text('text').notNull(),
    /** A report that repeats it is the same notice. */
    dedupeKey: text('dedupe_key').notNull(),
    /** When the phone had it, on the database's clock. */
    toldAt: moment('told_at').notNull(),
    /** The phone told a time that its clock cannot show. */
    isTimeUnclear: boolean('is_time_unclear').notNull().default(false),
    /** When the phone had it, in its own milliseconds. */
    toldMs: reference('told_ms').notNull().default(0),
    /** Of sender and words, without the line that tells the time: the same notice forwarded twice. */
    contentDigest: text('content_digest').notNull().default(''),
    seenAt: moment('seen_at').notNull().default(sql`clock_timestamp()`),
    /** Null until it was read. */
    outcome: text('outcome'),
    /** Why it became no arrival. */
    reason: text('reason'),
    /** The one amount that is marked as money in an unread notice. */
    amountMaybe: fenColumn('amount_maybe_fen'),
    /** When its merchant said that an unread one is no payment. */
    dismissedAt: moment('dismissed_at'),
    arrivalId: reference('arrival_id'),
    ruleId: text('rule_id'),
    ruleVersion: integer('rule_version'),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique('notices_dedupe').on(t.merchantId, t.dedupeKey),
    foreignKey({ columns: [t.merchantId, t.monitorId], foreignColumns: [monitors.merchantId, monitors.id] }),
    index('notices_of_content').on(t.merchantId, t.monitorId, t.contentDigest, t.toldMs),
    // What a crash left between recording and reading.
    index('notices_waiting').on(t.seenAt).where(sql`outcome is null`),
    index('notices_unread').on(t.seenAt).where(sql`outcome = 'unread'`),
    check('notices_outcome', sql`${t.outcome} in ('read', 'unread')`),
    check(
      'notices_read_is_arrival',
      sql`(${t.outcome} = 'read') = (${t.arrivalId} is not null) and (${t.outcome} = 'unread') = (${t.reason} is not null)`,
    ),
  ],
);
