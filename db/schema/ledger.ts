import { sql } from 'drizzle-orm';
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { fenColumn, identity, moment, reference } from './columns';
import { merchants } from './merchants';
import { orders } from './orders';

/**
 * The ledger. Every row moves an amount from one book to another, so that debits equal credits by
 * construction; rows are only ever added. A book's balance is the sum of what came less what went.
 */
export const transfers = pgTable(
  'transfers',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    id: identity().notNull(),
    mode: text('mode').notNull(),
    kind: text('kind').notNull(),
    fromBook: text('from_book').notNull(),
    toBook: text('to_book').notNull(),
    amountFen: fenColumn('amount_fen').notNull(),
    /** What makes this transfer this transfer (`sale:<order>`); a second one with the same key is none. */
    dedupeKey: text('dedupe_key').notNull(),
    orderId: reference('order_id'),
    reason: text('reason').notNull().default(''),
    actor: text('actor').notNull(),
    at: moment('at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique('transfers_dedupe').on(t.merchantId, t.dedupeKey),
    foreignKey({ columns: [t.merchantId, t.orderId], foreignColumns: [orders.merchantId, orders.id] }),
    index('transfers_from').on(t.merchantId, t.mode, t.fromBook, t.id),
    index('transfers_to').on(t.merchantId, t.mode, t.toBook, t.id),
    check('transfers_amount', sql`${t.amountFen} > 0`),
    check('transfers_books_differ', sql`${t.fromBook} <> ${t.toBook}`),
    check('transfers_mode', sql`${t.mode} in ('live', 'test')`),
  ],
);

/** What the operator recorded as paid out to a merchant; the transfer of the same transaction moves the balance. */
export const settlements = pgTable(
  'settlements',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    id: identity().notNull(),
    mode: text('mode').notNull(),
    amountFen: fenColumn('amount_fen').notNull(),
    /** Where it was paid to, as the merchant's profile stood then. */
    method: text('method').notNull(),
    account: text('account').notNull(),
    holder: text('holder').notNull(),
    note: text('note').notNull().default(''),
    actor: text('actor').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    check('settlements_amount', sql`${t.amountFen} > 0`),
    check('settlements_method', sql`${t.method} in ('alipay', 'wechat', 'qq', 'bank')`),
  ],
);

/** Money given back, or being given back. Its amount is taken from the order first, so that no two refunds overlap. */
export const refunds = pgTable(
  'refunds',
  {
    merchantId: reference('merchant_id').notNull(),
    id: identity().notNull(),
    orderId: reference('order_id').notNull(),
    amountFen: fenColumn('amount_fen').notNull(),
    /** channel: the channel moved the money. manual: the merchant did, and says so. */
    way: text('way').notNull(),
    status: text('status').notNull(),
    /** Ours, given to the channel; asking twice with it refunds once. */
    refundNo: text('refund_no').notNull(),
    reason: text('reason').notNull().default(''),
    actor: text('actor').notNull(),
    /** What the channel said: its number of the refund, or why it refused. */
    channelReply: jsonb('channel_reply'),
    createdAt: moment('created_at').notNull().default(sql`clock_timestamp()`),
    /** When the channel was last asked; nobody else asks it again before a while has passed. */
    askedAt: moment('asked_at').notNull().default(sql`clock_timestamp()`),
    endedAt: moment('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.orderId], foreignColumns: [orders.merchantId, orders.id] }),
    unique('refunds_number').on(t.refundNo),
    index('refunds_of_order').on(t.merchantId, t.orderId),
    // What a crash left between asking the channel and writing its answer.
    index('refunds_open').on(t.askedAt).where(sql`status = 'sending'`),
    check('refunds_amount', sql`${t.amountFen} > 0`),
    check('refunds_way', sql`${t.way} in ('channel', 'manual')`),
    check('refunds_status', sql`${t.status} in ('sending', 'done', 'failed')`),
    check('refunds_ended_is_dated', sql`(${t.status} = 'sending') = (${t.endedAt} is null)`),
  ],
);
