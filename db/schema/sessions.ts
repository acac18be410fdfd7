import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { accounts } from './collection';
import { identity, moment, reference } from './columns';
import { merchants } from './merchants';

/** An account's live watch by a cloud monitor of ours. It outlives its log-ons and keeps its account, rule and history. */
export const sessions = pgTable(
  'sessions',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    id: identity().notNull().unique(),
    mode: text('mode').notNull(),
    channel: text('channel').notNull(),
    type: text('type').notNull(),
    label: text('label').notNull(),
    /** Made when the session first came online. */
    accountId: reference('account_id'),
    status: text('status').notNull().default('new'),
    /** The platform's number of the wallet's owner; another owner's scan does not revive this session. */
    ownerId: text('owner_id'),
    /** How the owner is shown, masked. */
    ownerLabel: text('owner_label'),
    /** What the platform gave for watching: tokens, as sealed JSON. */
    grantSealed: text('grant_sealed'),
    grantExpiresAt: moment('grant_expires_at'),
    /** The worker's last sign of life for it; 45 seconds later it is not offered. */
    lastSeenAt: moment('last_seen_at'),
    onlineSince: moment('online_since'),
    offlineSince: moment('offline_since'),
    /** Why it went offline, in the platform's own words where it had any. */
    offlineReason: text('offline_reason'),
    /** Bills up to here were read completely. */
    readUntil: moment('read_until'),
    lastPolledAt: moment('last_polled_at'),
    lastBillAt: moment('last_bill_at'),
    /** Until then its account's bills are read although no order is open: money comes after an order's end too. */
    busyUntil: moment('busy_until'),
    /** While this lies in the future one worker owns the session. */
    leasedUntil: moment('leased_until'),
    /** Raised by every claim; a record that carries an older one is refused. */
    fence: integer('fence').notNull().default(0),
    isRemoved: boolean('is_removed').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.accountId], foreignColumns: [accounts.merchantId, accounts.id] }),
    // One live watch per account.
    uniqueIndex('sessions_account').on(t.merchantId, t.accountId).where(sql`not is_removed`),
    // One session per wallet's owner and merchant.
    uniqueIndex('sessions_owner').on(t.merchantId, t.mode, t.channel, t.ownerId).where(sql`not is_removed`),
    // The worker's round.
    index('sessions_online').on(t.lastSeenAt).where(sql`status = 'online'`),
    check('sessions_mode', sql`${t.mode} in ('live', 'test')`),
    check('sessions_type', sql`${t.type} in ('alipay', 'wechat', 'qq')`),
    check('sessions_status', sql`${t.status} in ('new', 'online', 'offline')`),
    check('sessions_online_has_account', sql`${t.status} = 'new' or ${t.accountId} is not null`),
    check('sessions_test_meets_simulator', sql`(${t.mode} = 'test') = (${t.channel} = 'simulator')`),
  ],
);

/** One try of scanning a session online 扫码上线, from the queue to its end. */
export const sessionLogons = pgTable(
  'session_logons',
  {
    merchantId: reference('merchant_id').notNull(),
    id: identity().notNull().unique(),
    sessionId: reference('session_id').notNull(),
    stage: text('stage').notNull().default('queued'),
    /** The text of the code to be scanned. */
    code: text('code'),
    codeExpiresAt: moment('code_expires_at'),
    /** How many codes were shown, this one included. */
    codeCount: integer('code_count').notNull().default(0),
    /** 128 random bits that come back with the platform's answer. */
    state: text('state').notNull(),
    /** What the platform gave when the code was scanned, sealed; exchanged by the worker. */
    answerSealed: text('answer_sealed'),
    /** Why it failed, in the platform's own words where it had any. */
    failure: text('failure'),
    /** What a success costs, as told before the scan. */
    feePoints: integer('fee_points').notNull(),
    actor: text('actor').notNull(),
    leasedUntil: moment('leased_until'),
    fence: integer('fence').notNull().default(0),
    createdAt: moment('created_at').notNull().default(sql`clock_timestamp()`),
    movedAt: moment('moved_at').notNull().default(sql`clock_timestamp()`),
    endedAt: moment('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.sessionId], foreignColumns: [sessions.merchantId, sessions.id] }),
    unique('session_logons_state').on(t.state),
    // One log-on at a time per session.
    uniqueIndex('session_logons_open').on(t.merchantId, t.sessionId).where(sql`ended_at is null`),
    // The worker's queue.
    index('session_logons_waiting').on(t.createdAt).where(sql`ended_at is null`),
    check(
      'session_logons_stage',
      sql`${t.stage} in ('queued', 'preparing', 'code_ready', 'scanned', 'online', 'failed', 'cancelled')`,
    ),
    check(
      'session_logons_ended',
      sql`(${t.stage} in ('online', 'failed', 'cancelled')) = (${t.endedAt} is not null)`,
    ),
    check('session_logons_fee', sql`${t.feePoints} >= 0`),
  ],
);

/** When the next call to a platform may be made: all workers together stay under its limits by this one row. */
export const platformPaces = pgTable('platform_paces', {
  /** The subject of its configuration, such as `alipay`. */
  platform: text('platform').primaryKey(),
  nextAt: moment('next_at').notNull(),
});

/** A bill of a platform that could not be read as a payment; kept as it came and shown. */
export const unreadBills = pgTable(
  'unread_bills',
  {
    merchantId: reference('merchant_id').notNull(),
    id: identity().notNull(),
    sessionId: reference('session_id').notNull(),
    /** What makes this bill this bill. */
    dedupeKey: text('dedupe_key').notNull(),
    raw: jsonb('raw').notNull(),
    reason: text('reason').notNull(),
    seenAt: moment('seen_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique('unread_bills_dedupe').on(t.merchantId, t.sessionId, t.dedupeKey),
    foreignKey({ columns: [t.merchantId, t.sessionId], foreignColumns: [sessions.merchantId, sessions.id] }),
  ],
);
