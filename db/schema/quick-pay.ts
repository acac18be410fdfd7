import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
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
