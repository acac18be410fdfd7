import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { products } from './catalogue';
import { fenColumn, identity, minuteRanges, moment, reference } from './columns';
import { merchants } from './merchants';
import { orders } from './orders';

export const monitors = pgTable(
  'monitors',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    id: identity().notNull().unique(),
    name: text('name').notNull(),
    keySealed: text('key_sealed').notNull(),
    lastSeenAt: moment('last_seen_at'),
    lastArrivalAt: moment('last_arrival_at'),
    /** How far the monitor's clock runs ahead of the database's, learned from heartbeats. */
    clockAheadMs: integer('clock_ahead_ms').notNull().default(0),
    /** The latest time that a counted vmq beat told, in the monitor's milliseconds; null before the first. */
    clockToldMs: reference('clock_told_ms'),
    /** How far ahead the clock of the last message was that did not count for it, and when that message came. */
    clockOddAheadMs: reference('clock_odd_ahead_ms'),
    clockOddAt: moment('clock_odd_at'),
    /** How often it beats: 30 seconds for the vmq apps, 15 in Matou's own protocol. */
    beatSeconds: integer('beat_seconds').notNull().default(30),
    /** The greatest number of a message that was accepted in Matou's own protocol. */
    lastSequence: reference('last_sequence').notNull().default(0),
    refusedCount: integer('refused_count').notNull().default(0),
    lastRefusedAt: moment('last_refused_at'),
    lastRefusal: text('last_refusal'),
    isRemoved: boolean('is_removed').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.id] })],
);

/** The vmq beats that counted, so that each counts once; kept as long as their time may be told again. */
export const monitorBeats = pgTable(
  'monitor_beats',
  {
    merchantId: reference('merchant_id').notNull(),
    monitorId: reference('monitor_id').notNull(),
    toldMs: reference('told_ms').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.monitorId, t.toldMs] }),
    foreignKey({ columns: [t.merchantId, t.monitorId], foreignColumns: [monitors.merchantId, monitors.id] }),
  ],
);

/** Which orders an account may serve. What is null or empty limits nothing. */
export const rules = pgTable(
  'rules',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    id: identity().notNull().unique(),
    name: text('name').notNull(),
    /** The minutes of a day in Asia/Shanghai at which it collects; empty means all day. */
    windows: minuteRanges('windows').notNull().default('{}'),
    minFen: fenColumn('min_fen'),
    maxFen: fenColumn('max_fen'),
    /** What an account may take on one day of Asia/Shanghai, counting what is held for orders that wait. */
    dailyFen: fenColumn('daily_fen'),
    dailyCount: integer('daily_count'),
    /** The payers' provinces; empty means everywhere. */
    regions: text('regions').array().notNull().default(sql`'{}'`),
    /** Whether payers whose province is not known are served where regions are named. */
    isUnknownRegionServed: boolean('is_unknown_region_served').notNull().default(true),
    /** New accounts get the default rule. */
    isDefault: boolean('is_default').notNull().default(false),
    isRemoved: boolean('is_removed').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    uniqueIndex('rules_default').on(t.merchantId).where(sql`is_default and not is_removed`),
    check('rules_amounts', sql`${t.minFen} > 0 and ${t.maxFen} >= coalesce(${t.minFen}, 1)`),
    check('rules_daily', sql`${t.dailyFen} > 0 and ${t.dailyCount} > 0`),
  ],
);

/** What an account took on one day of Asia/Shanghai, kept by the transactions that pay its orders. */
export const accountDays = pgTable(
  'account_days',
  {
    merchantId: reference('merchant_id').notNull(),
    accountId: reference('account_id').notNull(),
    day: date('day').notNull(),
    paidFen: fenColumn('paid_fen').notNull(),
    paidCount: integer('paid_count').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.accountId, t.day] }),
    // Who leads today, first the one with the largest sum.
    index('account_days_of_merchant').on(t.merchantId, t.day, t.paidFen.desc(), t.accountId),
    foreignKey({ columns: [t.merchantId, t.accountId], foreignColumns: [accounts.merchantId, accounts.id] }),
  ],
);

export const accounts = pgTable(
  'accounts',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    id: identity().notNull().unique(),
    mode: text('mode').notNull(),
    channel: text('channel').notNull(),
    type: text('type').notNull(),
    label: text('label').notNull(),
    /** The open code: the text that the buyer scans and types the amount into. */
    code: text('code').notNull(),
    monitorId: reference('monitor_id'),
    /** Null serves every order. */
    ruleId: reference('rule_id'),
    /** auto follows the monitor's heartbeats; on and off are the merchant's word. */
    onlineSwitch: text('online_switch').notNull().default('auto'),
    isRemoved: boolean('is_removed').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.monitorId], foreignColumns: [monitors.merchantId, monitors.id] }),
    foreignKey({ columns: [t.merchantId, t.ruleId], foreignColumns: [rules.merchantId, rules.id] }),
    // Drawing lots among a thousand reads nothing but this.
    index('accounts_candidates').on(t.merchantId, t.mode, t.type, t.id, t.ruleId).where(sql`not is_removed`),
    check('accounts_mode', sql`${t.mode} in ('live', 'test')`),
    check('accounts_type', sql`${t.type} in ('alipay', 'wechat', 'qq')`),
    check('accounts_online_switch', sql`${t.onlineSwitch} in ('auto', 'on', 'off')`),
    check('accounts_test_meets_simulator', sql`(${t.mode} = 'test') = (${t.channel} = 'simulator')`),
  ],
);

/** A code that brings its amount along, made in the wallet and uploaded by the merchant. */
export const fixedCodes = pgTable(
  'fixed_codes',
  {
    merchantId: reference('merchant_id').notNull(),
    id: identity().notNull().unique(),
    accountId: reference('account_id').notNull(),
    /** Set when the code was made for one product: only its orders get it. */
    productId: reference('product_id'),
    amountFen: fenColumn('amount_fen').notNull(),
    /** The text that the buyer scans. */
    code: text('code').notNull(),
    isRemoved: boolean('is_removed').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.accountId], foreignColumns: [accounts.merchantId, accounts.id] }),
    foreignKey({ columns: [t.merchantId, t.productId], foreignColumns: [products.merchantId, products.id] }),
    // One code per account, amount and product; the coalesce lets codes for no product collide too.
    uniqueIndex('fixed_codes_amount')
      .on(t.accountId, t.amountFen, sql`coalesce(product_id, 0)`)
      .where(sql`not is_removed`),
    index('fixed_codes_of_merchant').on(t.merchantId, t.amountFen).where(sql`not is_removed`),
    check('fixed_codes_amount_positive', sql`${t.amountFen} > 0`),
  ],
);

/**
 * The accounts that may be offered: switched on, or followed by a monitor that has not missed three beats, or by a
 * session that a worker kept alive within the last 45 seconds.
 */
export const onlineAccounts = pgView('online_accounts', {
  merchantId: reference('merchant_id').notNull(),
  id: reference('id').notNull(),
  mode: text('mode').notNull(),
  type: text('type').notNull(),
  ruleId: reference('rule_id'),
}).as(sql`
  select a.merchant_id, a.id, a.mode, a.type, a.rule_id
  from accounts a
  left join monitors m on m.merchant_id = a.merchant_id and m.id = a.monitor_id and not m.is_removed
  left join sessions s on s.merchant_id = a.merchant_id and s.account_id = a.id and not s.is_removed
  where not a.is_removed
    and (a.online_switch = 'on' or (a.online_switch = 'auto' and (
      m.last_seen_at > now() - make_interval(secs => 3 * m.beat_seconds)
      or (s.status = 'online' and s.last_seen_at > now() - interval '45 seconds'))))`);

/** An order holding (account, exact amount) for a time. */
export const allocations = pgTable(
  'allocations',
  {
    merchantId: reference('merchant_id').notNull(),
    id: identity().notNull(),
    accountId: reference('account_id').notNull(),
    orderId: reference('order_id').notNull(),
    payableFen: fenColumn('payable_fen').notNull(),
    /** The life of its order that it was made in. */
    life: integer('life').notNull().default(1),
    heldAt: moment('held_at').notNull().default(sql`clock_timestamp()`),
    releasedAt: moment('released_at'),
    /** Released, it rests as long as the merchant's setting says, and no longer than this; null leaves it to the setting. */
    restSecondsMax: integer('rest_seconds_max'),
    /** Whom the amount is kept for, as far as it counts against him; null once it is paid, or when nobody is known. */
    visitor: text('visitor'),
    contact: text('contact'),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.accountId], foreignColumns: [accounts.merchantId, accounts.id] }),
    foreignKey({ columns: [t.merchantId, t.orderId], foreignColumns: [orders.merchantId, orders.id] }),
    // The promise: no two live orders ask for the same amount on one account.
    uniqueIndex('allocations_live_amount').on(t.accountId, t.payableFen).where(sql`released_at is null`),
    uniqueIndex('allocations_live_order').on(t.merchantId, t.orderId).where(sql`released_at is null`),
    // Which amounts still rest, and whose order an arrival after the end belongs to.
    index('allocations_past').on(t.accountId, t.payableFen, t.releasedAt),
    // What is kept for one visitor, and for one contact.
    index('allocations_of_visitor').on(t.merchantId, t.visitor, t.releasedAt).where(sql`visitor is not null`),
    index('allocations_of_contact').on(t.merchantId, t.contact, t.releasedAt).where(sql`contact is not null`),
  ],
);

/** One payment that a monitor saw. Recorded first, matched second; never deleted. */
export const arrivals = pgTable(
  'arrivals',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    id: identity().notNull(),
    mode: text('mode').notNull(),
    type: text('type').notNull(),
    /** Known at once when the report names it, otherwise learned from the match. */
    accountId: reference('account_id'),
    monitorId: reference('monitor_id'),
    source: text('source').notNull(),
    /** What makes this payment this payment; a report that repeats it is a duplicate. */
    dedupeKey: text('dedupe_key').notNull(),
    amountFen: fenColumn('amount_fen').notNull(),
    paidAt: moment('paid_at').notNull(),
    /** The monitor's clock told a time that it cannot show: the payment is dated by its news and matched by hand. */
    isTimeUnclear: boolean('is_time_unclear').notNull().default(false),
    seenAt: moment('seen_at').notNull().default(sql`clock_timestamp()`),
    raw: jsonb('raw').notNull().default({}),
    /** Null until the match has run. */
    outcome: text('outcome'),
    reason: text('reason'),
    orderId: reference('order_id'),
    decidedAt: moment('decided_at'),
    /** Who decided it by hand, and why; null when the match did. */
    decidedBy: text('decided_by'),
    note: text('note'),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique('arrivals_dedupe').on(t.merchantId, t.dedupeKey),
    foreignKey({ columns: [t.merchantId, t.orderId], foreignColumns: [orders.merchantId, orders.id] }),
    // One settling arrival per order.
    uniqueIndex('arrivals_settles_order').on(t.merchantId, t.orderId).where(sql`outcome = 'matched'`),
    index('arrivals_of_order').on(t.merchantId, t.orderId).where(sql`order_id is not null`),
    // The same payment told twice within seconds.
    index('arrivals_of_monitor')
      .on(t.merchantId, t.monitorId, t.amountFen, t.paidAt)
      .where(sql`monitor_id is not null`),
    // The inbox, and its sums.
    index('arrivals_inbox').on(t.merchantId, t.mode, t.outcome, t.id),
    // What a crash left between recording and matching.
    index('arrivals_undecided').on(t.seenAt).where(sql`outcome is null`),
    check('arrivals_outcome', sql`${t.outcome} in ('matched', 'late', 'unmatched', 'duplicate', 'ignored')`),
    check('arrivals_amount', sql`${t.amountFen} > 0`),
    check(
      'arrivals_matched_has_order',
      sql`${t.outcome} not in ('matched', 'late') or ${t.orderId} is not null`,
    ),
  ],
);
