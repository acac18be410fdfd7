import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { fenColumn, identity, moment, reference } from './columns';
import { orders } from './orders';

/** 我已付款: a buyer says that he paid an order whose payment was not seen. It settles nothing by itself. */
export const appeals = pgTable(
  'appeals',
  {
    merchantId: reference('merchant_id').notNull(),
    id: identity().notNull(),
    orderId: reference('order_id').notNull(),
    /** 128 random bits: the address of the page that follows it. */
    ticket: text('ticket').notNull(),
    amountFen: fenColumn('amount_fen').notNull(),
    paidAt: moment('paid_at').notNull(),
    /** The payer's name or the last digits of his bill, in his words. */
    payer: text('payer').notNull().default(''),
    status: text('status').notNull().default('open'),
    /** What the merchant answers, shown to the buyer. */
    reply: text('reply'),
    answeredBy: text('answered_by'),
    createdAt: moment('created_at').notNull().default(sql`clock_timestamp()`),
    answeredAt: moment('answered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.orderId], foreignColumns: [orders.merchantId, orders.id] }),
    unique('appeals_ticket').on(t.ticket),
    // One open appeal per order.
    uniqueIndex('appeals_open').on(t.merchantId, t.orderId).where(sql`status = 'open'`),
    index('appeals_of_merchant').on(t.merchantId, t.status, t.id),
    check('appeals_amount', sql`${t.amountFen} > 0`),
    check('appeals_status', sql`${t.status} in ('open', 'accepted', 'rejected')`),
    check('appeals_answered', sql`(${t.status} = 'open') = (${t.answeredAt} is null)`),
  ],
);
