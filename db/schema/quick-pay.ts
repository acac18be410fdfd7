import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  pgView,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { fenColumn, identity, moment, reference } from './columns';
import { merchants } from './merchants';

/** A link that is shared in public and takes many payments. */
export const quickPayLinks = pgTable(
  'quick_pay_links',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    id: identity().notNull().unique(),
    mode: text('mode').notNull(),
    token: text('token').notNull(),
    /** The token before the last rotation, which still leads here until its grace ends. */
    previousToken: text('previous_token'),
    previousTokenUntil: moment('previous_token_until'),
    title: text('title').notNull(),
    /** What the buyer is asked to leave, such as 邮箱 or 手机号. */
    contactLabel: text('contact_label').notNull().default(''),
    minFen: fenColumn('min_fen'),
    maxFen: fenColumn('max_fen'),
    /** Amounts offered as buttons. */
    presetsFen: fenColumn('presets_fen').array().notNull().default(sql`'{}'`),
    /** 0 简洁, 1 海报; the address may ask for the other. */
    skin: integer('skin').notNull().default(0),
    isDisabled: boolean('is_disabled').notNull().default(false),
    /** Told to buyers while the link takes nothing. */
    closedMessage: text('closed_message').notNull().default(''),
    expiresAt: moment('expires_at'),
    /** How many payments it takes in all, and how much a day. */
    paymentsMax: integer('payments_max'),
    dailyFenMax: fenColumn('daily_fen_max'),
    viewCount: integer('view_count').notNull().default(0),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique('quick_pay_links_token').on(t.merchantId, t.mode, t.token),
    index('quick_pay_links_listed').on(t.merchantId, t.mode, t.id),
    check('quick_pay_links_mode', sql`${t.mode} in ('live', 'test')`),
    check('quick_pay_links_skin', sql`${t.skin} in (0, 1)`),
    check('quick_pay_links_range', sql`${t.minFen} > 0 and ${t.maxFen} >= coalesce(${t.minFen}, 1)`),
  ],
);

/**
 * What the orders of a link have taken and still hold, by the clock of Shanghai. The trigger
 * `orders_quick_pay_limits` (migration quick-pay-limits) keeps every placing within the link's limits by it.
 */
export const quickPayUsage = pgView('quick_pay_usage', {
  merchantId: reference('merchant_id').notNull(),
  linkId: reference('link_id').notNull(),
  orderCount: bigint('order_count', { mode: 'number' }).notNull(),
  openCount: bigint('open_count', { mode: 'number' }).notNull(),
  openFen: fenColumn('open_fen').notNull(),
  paidCount: bigint('paid_count', { mode: 'number' }).notNull(),
  paidFen: fenColumn('paid_fen').notNull(),
  todayFen: fenColumn('today_fen').notNull(),
}).as(sql`
  select merchant_id, link_id, count(*) as order_count,
    count(*) filter (where status in ('created', 'pending')) as open_count,
    coalesce(sum(price_fen) filter (where status in ('created', 'pending')), 0)::bigint as open_fen,
    count(*) filter (where status in ('paid', 'refunded')) as paid_count,
    coalesce(sum(paid_fen), 0)::bigint as paid_fen,
    coalesce(sum(price_fen) filter (where paid_at >=
      date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai'), 0)::bigint as today_fen
  from orders where link_id is not null group by merchant_id, link_id`);
