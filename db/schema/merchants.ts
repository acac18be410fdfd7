import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bytea, identity, moment, reference } from './columns';

export const merchants = pgTable(
  'merchants',
  {
    id: identity().primaryKey(),
    name: text('name').notNull(),
    status: text('status').notNull().default('active'),
    suspendedAt: moment('suspended_at'),
    /** The operator's reason, shown to the merchant. */
    suspendedReason: text('suspended_reason'),
    notifyUrl: text('notify_url'),
    returnUrl: text('return_url'),
    timeoutUrl: text('timeout_url'),
    orderTtlSeconds: integer('order_ttl_seconds').notNull().default(300),
    /** Where the payable amount moves from the price when its fen is taken; the third goes up when nothing is left below. */
    amountDirection: text('amount_direction').notNull().default('down'),
    /** How far it may lie from the price: the lesser of the two, but one fen is always allowed. */
    amountSpreadFen: integer('amount_spread_fen').notNull().default(99),
    amountSpreadPercent: integer('amount_spread_percent').notNull().default(2),
    amountRestSeconds: integer('amount_rest_seconds').notNull().default(600),
    /** How many amounts may be kept at once for one visitor, for one contact, and for all of a merchant's orders; 0 is no limit. */
    openPerVisitorMax: integer('open_per_visitor_max').notNull().default(40),
    openPerContactMax: integer('open_per_contact_max').notNull().default(10),
    openMax: integer('open_max').notNull().default(2_000),
    strategy: text('strategy').notNull().default('smart'),
    /** What becomes of money that comes after its order has ended, when it can be nobody else's: settle it, or hold it. */
    latePolicy: text('late_policy').notNull().default('hold'),
    isApiOpen: boolean('is_api_open').notNull().default(true),
    isAlipayOpen: boolean('is_alipay_open').notNull().default(true),
    isWechatOpen: boolean('is_wechat_open').notNull().default(true),
    isQqOpen: boolean('is_qq_open').notNull().default(true),
    isCloudOpen: boolean('is_cloud_open').notNull().default(true),
    isCardApiOpen: boolean('is_card_api_open').notNull().default(false),
    isRefundApiOpen: boolean('is_refund_api_open').notNull().default(false),
    isQuickPayOpen: boolean('is_quick_pay_open').notNull().default(false),
    /** Whether api.php shows the key back to who already sent it, as old 易支付 clients expect. */
    isEpayKeyEchoed: boolean('is_epay_key_echoed').notNull().default(false),
    /** Whether every answer that contains the word success acknowledges a callback of 易支付. */
    isEpayAckLenient: boolean('is_epay_ack_lenient').notNull().default(false),
    /** What api.php answers for a refund that was made: 1 as the documents say, or 0 as the most used client tests. */
    epayRefundCode: integer('epay_refund_code').notNull().default(1),
    /** Whether the addresses that a V免签 request brings may lead to any host; its signature does not cover them. */
    isVmqAddressOpen: boolean('is_vmq_address_open').notNull().default(false),
    /** The sites that may show the checkout in a frame. */
    frameOrigins: text('frame_origins').array().notNull().default(sql`'{}'`),
    /** Where settlements are paid to; null until the merchant says. */
    settlementMethod: text('settlement_method'),
    settlementAccount: text('settlement_account'),
    settlementHolder: text('settlement_holder'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    check('merchants_epay_refund_code', sql`${t.epayRefundCode} in (0, 1)`),
    check('merchants_settlement_method', sql`${t.settlementMethod} in ('alipay', 'wechat', 'qq', 'bank')`),
    check('merchants_status', sql`${t.status} in ('active', 'suspended')`),
    check('merchants_amount_direction', sql`${t.amountDirection} in ('down', 'up', 'down_then_up')`),
    check('merchants_late_policy', sql`${t.latePolicy} in ('settle', 'hold')`),
    check('merchants_strategy', sql`${t.strategy} in ('smart', 'even', 'random')`),
    check('merchants_order_ttl', sql`${t.orderTtlSeconds} between 1 and 86400`),
    check('merchants_amount_spread', sql`${t.amountSpreadFen} between 0 and 999`),
    check('merchants_amount_spread_percent', sql`${t.amountSpreadPercent} between 0 and 50`),
    check(
      'merchants_open',
      sql`least(${t.openPerVisitorMax}, ${t.openPerContactMax}, ${t.openMax}) >= 0
        and greatest(${t.openPerVisitorMax}, ${t.openPerContactMax}, ${t.openMax}) <= 100000`,
    ),
    check('merchants_amount_rest', sql`${t.amountRestSeconds} between 0 and 86400`),
  ],
);

/** Numbers that 易支付 clients show as the merchant's id; live and test keys each take one. */
export const merchantPids = pgSequence('merchant_pids', { startWith: '1001' });

/** A merchant's keys, one row for live and one for test. The secrets are sealed; the public halves find the merchant. */
export const credentials = pgTable(
  'credentials',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: text('mode').notNull(),
    pid: bigint('pid', { mode: 'number' }).notNull().default(sql`nextval('merchant_pids')`),
    appkey: text('appkey').notNull(),
    appsecretSealed: text('appsecret_sealed').notNull(),
    /** The secret before the last rotation; requests signed with it pass until the overlap ends. */
    previousAppsecretSealed: text('previous_appsecret_sealed'),
    previousAppsecretExpiresAt: moment('previous_appsecret_expires_at'),
    epayKeySealed: text('epay_key_sealed').notNull(),
    vmqKeySealed: text('vmq_key_sealed').notNull(),
    quickPayToken: text('quick_pay_token').notNull(),
    /** When the secret was last shown; it is shown once after each rotation. */
    revealedAt: moment('revealed_at'),
    rotatedAt: moment('rotated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.mode] }),
    unique('credentials_pid').on(t.pid),
    unique('credentials_appkey').on(t.appkey),
    check('credentials_mode', sql`${t.mode} in ('live', 'test')`),
  ],
);

/**
 * What a signed text meant when it first did something or was sent. Where a signature has no separators the same text can
 * be read in other ways; this remembers the one way that was meant.
 */
export const signaturePins = pgTable(
  'signature_pins',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    /** sha256 of the signed text. */
    digest: bytea('digest').notNull(),
    /** sha256 of the endpoint and the fields, each kept apart; of the word alone for what only reads. */
    meaning: bytea('meaning').notNull(),
    pinnedAt: moment('pinned_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.digest] })],
);

export const users = pgTable(
  'users',
  {
    id: identity().primaryKey(),
    /** Null for the operator's people. */
    merchantId: reference('merchant_id').references(() => merchants.id),
    role: text('role').notNull(),
    email: text('email').notNull(),
    passwordHash: text('password_hash').notNull(),
    /** Every session carries the version it was opened with; raising it ends them all. */
    sessionVersion: integer('session_version').notNull().default(1),
    failedLogins: integer('failed_logins').notNull().default(0),
    lockedUntil: moment('locked_until'),
    lastLoginAt: moment('last_login_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('users_email').on(sql`lower(${t.email})`),
    check('users_role', sql`${t.role} in ('merchant', 'operator')`),
    check('users_merchant', sql`(${t.role} = 'merchant') = (${t.merchantId} is not null)`),
  ],
);

/** An operator's person acting as a merchant, for a while and for a reason. */
export const impersonations = pgTable(
  'impersonations',
  {
    id: identity().primaryKey(),
    operatorId: reference('operator_id')
      .notNull()
      .references(() => users.id),
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    reason: text('reason').notNull(),
    /** Without it he only reads. */
    mayChange: boolean('may_change').notNull().default(false),
    startedAt: moment('started_at').notNull().default(sql`clock_timestamp()`),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [index('impersonations_operator').on(t.operatorId, t.id)],
);
