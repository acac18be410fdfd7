import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { identity, moment, reference } from './columns';
import { merchants } from './merchants';

/** Where a merchant, or the operator, wants to hear what needs attention. */
export const notificationTargets = pgTable(
  'notification_targets',
  {
    id: identity().primaryKey(),
    /** Null is the operator's. */
    merchantId: reference('merchant_id').references(() => merchants.id),
    kind: text('kind').notNull(),
    label: text('label').notNull(),
    /** Address, token and secret as sealed JSON; its shape is the kind's. */
    configSealed: text('config_sealed').notNull(),
    events: text('events').array().notNull(),
    isEnabled: boolean('is_enabled').notNull().default(true),
    lastSentAt: moment('last_sent_at'),
    /** Why the last sending failed; null when it did not. */
    lastFailure: text('last_failure'),
    isRemoved: boolean('is_removed').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    index('notification_targets_merchant').on(t.merchantId).where(sql`not is_removed`),
    check(
      'notification_targets_kind',
      sql`${t.kind} in ('mail', 'webhook', 'wecom', 'dingtalk', 'feishu', 'telegram')`,
    ),
  ],
);

/** The outbox of notifications: one row per target and piece of news. */
export const notifications = pgTable(
  'notifications',
  {
    id: identity().primaryKey(),
    /** Null is the operator's. */
    merchantId: reference('merchant_id').references(() => merchants.id),
    targetId: reference('target_id').notNull(),
    event: text('event').notNull(),
    /** What makes this news this news (`session_offline:<id>:<since>`); a target hears it once. */
    dedupeKey: text('dedupe_key').notNull(),
    data: jsonb('data').notNull().default({}),
    status: text('status').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: moment('next_attempt_at').notNull().default(sql`clock_timestamp()`),
    leasedUntil: moment('leased_until'),
    fence: integer('fence').notNull().default(0),
    failure: text('failure'),
    createdAt: moment('created_at').notNull().default(sql`clock_timestamp()`),
    endedAt: moment('ended_at'),
  },
  (t) => [
    foreignKey({ columns: [t.targetId], foreignColumns: [notificationTargets.id] }),
    uniqueIndex('notifications_news').on(t.targetId, t.dedupeKey),
    index('notifications_due').on(t.nextAttemptAt).where(sql`status = 'waiting'`),
    check('notifications_status', sql`${t.status} in ('waiting', 'sent', 'dead')`),
  ],
);
