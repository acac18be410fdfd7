import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { fen } from '@/lib/platform/money';
import { fenColumn, identity, moment, reference } from './columns';
import { merchants } from './merchants';

/** One sequence for every order of the installation: 16 digits, below 2^53, never used twice. */
export const orderIds = pgSequence('order_ids', {
  startWith: '1000000000000001',
  minValue: '1000000000000001',
  maxValue: '8999999999999999',
  cache: 32,
});

export const orders = pgTable(
  'orders',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    id: bigint('id', { mode: 'number' }).notNull().default(sql`nextval('order_ids')`),
    mode: text('mode').notNull(),
    dialect: text('dialect').notNull(),
    outOrderId: text('out_order_id').notNull(),
    /** Null until the buyer has chosen one of the choices. */
    type: text('type'),
    /** The ways to pay that the buyer may choose from; empty when the merchant's site has chosen. */
    choices: text('choices').array().notNull().default(sql`'{}'`),
    title: text('title').notNull(),
    priceFen: fenColumn('price_fen').notNull(),
    /** What the merchant sent along (`custom`, `param`), given back word for word. */
    attachment: text('attachment').notNull(),
    token: text('token').notNull(),
    /** What was ordered as `product:quantity,…` in ascending order of product; null when the price was simply asked. */
    goods: text('goods'),
    /** The quick-pay link that the order came from. */
    linkId: reference('link_id'),
    /** False when there is no site to tell: a quick-pay order of a merchant without a callback address. */
    isTold: boolean('is_told').notNull().default(true),
    /** Per-order addresses; null means the merchant's own, read when they are needed. */
    notifyUrl: text('notify_url'),
    returnUrl: text('return_url'),
    status: text('status').notNull().default('created'),
    /** What was unusual about the payment: late, over, under, manual. */
    oddities: text('oddities').array().notNull().default(sql`'{}'`),
    accountId: reference('account_id'),
    payableFen: fenColumn('payable_fen'),
    paidFen: fenColumn('paid_fen'),
    /** What was given back, or is being given back; the order is `refunded` when nothing is left. */
    refundedFen: fenColumn('refunded_fen').notNull().default(fen(0)),
    /** The day of Asia/Shanghai whose quota the order counts against; null without a limited plan. The database sets it. */
    planDay: date('plan_day'),
    /** Counted from 1: an order that expired unpaid begins another when its reference is asked for again. */
    life: integer('life').notNull().default(1),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** When the present life began; null in the first. */
    reopenedAt: moment('reopened_at'),
    allocatedAt: moment('allocated_at'),
    expiresAt: moment('expires_at').notNull(),
    paidAt: moment('paid_at'),
    /** When the order became expired or closed. */
    endedAt: moment('ended_at'),
  },
  (t) => [
    // Newest first in the admin: order ids grow with time.
    primaryKey({ columns: [t.merchantId, t.id] }),
    // One order per merchant reference; placing it again finds the first.
    unique('orders_reference').on(t.merchantId, t.mode, t.outOrderId),
    // Opening a checkout page. 128 random bits need no uniqueness check.
    index('orders_token').on(t.token),
    // The expiry sweep.
    index('orders_open').on(t.expiresAt).where(sql`status in ('created', 'pending')`),
    // What a quick-pay link has taken.
    index('orders_link').on(t.merchantId, t.linkId, t.createdAt).where(sql`link_id is not null`),
    // Which ended orders a payment that fits no open one may belong to. An order enters it when it ends.
    index('orders_ended').on(t.merchantId, t.mode, t.createdAt).where(sql`status in ('expired', 'closed')`),
    // The same of orders that were opened again long after they were placed.
    index('orders_reopened_ended')
      .on(t.merchantId, t.mode, t.reopenedAt)
      .where(sql`reopened_at is not null and status in ('expired', 'closed')`),
    // Today's sums and the last completed trade.
    index('orders_paid').on(t.merchantId, t.mode, t.paidAt).where(sql`paid_at is not null`),
    // What a day's quota is spent on; ended unpaid orders leave it.
    index('orders_plan_day')
      .on(t.merchantId, t.planDay)
      .where(sql`plan_day is not null and status not in ('expired', 'closed')`),
    check('orders_mode', sql`${t.mode} in ('live', 'test')`),
    check('orders_type', sql`${t.type} in ('alipay', 'wechat', 'qq')`),
    check(
      'orders_status',
      sql`${t.status} in ('created', 'pending', 'paid', 'expired', 'closed', 'refunded')`,
    ),
    check(
      'orders_type_is_chosen',
      sql`${t.type} is not null or (${t.status} in ('created', 'expired', 'closed') and cardinality(${t.choices}) > 0)`,
    ),
    check('orders_refunded', sql`${t.refundedFen} between 0 and coalesce(${t.paidFen}, 0)`),
    check('orders_price', sql`${t.priceFen} > 0`),
    check('orders_payable', sql`${t.payableFen} > 0`),
    check('orders_life', sql`${t.life} > 0 and (${t.life} > 1) = (${t.reopenedAt} is not null)`),
    check(
      'orders_pending_is_allocated',
      sql`${t.status} <> 'pending' or (${t.payableFen} is not null and ${t.accountId} is not null)`,
    ),
    check(
      'orders_paid_is_dated',
      sql`${t.status} not in ('paid', 'refunded') or (${t.paidAt} is not null and ${t.paidFen} is not null)`,
    ),
  ],
);

/**
 * What an order was in a life that is over: money that was sent in it and is seen later pays what was asked then. The
 * present life stands in the order itself.
 */
export const orderLives = pgTable(
  'order_lives',
  {
    merchantId: reference('merchant_id').notNull(),
    orderId: reference('order_id').notNull(),
    life: integer('life').notNull(),
    expiresAt: moment('expires_at').notNull(),
    title: text('title').notNull(),
    priceFen: fenColumn('price_fen').notNull(),
    /** What was ordered then, as `[{productId, name, unitPriceFen}]`; null when the price was simply asked. */
    lines: jsonb('lines'),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.orderId, t.life] }),
    foreignKey({ columns: [t.merchantId, t.orderId], foreignColumns: [orders.merchantId, orders.id] }),
  ],
);

/** The order's story, append-only; `created` is read from the order itself. */
export const orderEvents = pgTable(
  'order_events',
  {
    merchantId: reference('merchant_id').notNull(),
    id: identity().notNull(),
    orderId: reference('order_id').notNull(),
    at: moment('at').notNull().default(sql`clock_timestamp()`),
    kind: text('kind').notNull(),
    actor: text('actor').notNull(),
    data: jsonb('data').notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.orderId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.orderId], foreignColumns: [orders.merchantId, orders.id] }),
  ],
);
