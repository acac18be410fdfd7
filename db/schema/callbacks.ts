import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { identity, moment, reference } from './columns';
import { orders } from './orders';

/** The outbox: written in the transaction that changes the order, sent by the worker until acknowledged. */
export const callbacks = pgTable(
  'callbacks',
  {
    merchantId: reference('merchant_id').notNull(),
    id: identity().notNull(),
    orderId: reference('order_id').notNull(),
    event: text('event').notNull(),
    /** The same on every attempt; merchants may deduplicate on it. */
    eventId: text('event_id').notNull(),
    status: text('status').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** How many attempts were made before the present round of the schedule; a resend by hand begins a new one. */
    attemptsBeforeRound: integer('attempts_before_round').notNull().default(0),
    nextAttemptAt: moment('next_attempt_at').default(sql`clock_timestamp()`),
    /** While this lies in the future one worker owns the row. */
    leasedUntil: moment('leased_until'),
    /** Raised by every claim; a record that carries an older one is refused. */
    fence: integer('fence').notNull().default(0),
    /** Method, query or body as first signed; every attempt sends these bytes. */
    message: jsonb('message'),
    createdAt: moment('created_at').notNull().default(sql`clock_timestamp()`),
    /** When the merchant's answer acknowledged the news. */
    deliveredAt: moment('delivered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    // One piece of news per order and event.
    unique('callbacks_news').on(t.merchantId, t.orderId, t.event),
    foreignKey({ columns: [t.merchantId, t.orderId], foreignColumns: [orders.merchantId, orders.id] }),
    // The worker's queue, walked merchant by merchant so that a long queue of one hides nobody else's.
    index('callbacks_due').on(t.merchantId, t.nextAttemptAt).where(sql`status = 'waiting'`),
    // What is being sent at this moment.
    index('callbacks_leased').on(t.merchantId, t.leasedUntil).where(sql`leased_until is not null`),
    check('callbacks_status', sql`${t.status} in ('waiting', 'delivered', 'dead')`),
  ],
);

export const callbackAttempts = pgTable(
  'callback_attempts',
  {
    merchantId: reference('merchant_id').notNull(),
    callbackId: reference('callback_id').notNull(),
    attempt: integer('attempt').notNull(),
    startedAt: moment('started_at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    method: text('method').notNull(),
    url: text('url').notNull(),
    requestBody: text('request_body'),
    /** Null when no answer came. */
    httpStatus: integer('http_status'),
    /** The first 2 KiB of the answer, base64 so that no encoding is lost. */
    responseHead: text('response_head'),
    /** Null when acknowledged, otherwise the class of failure. */
    failure: text('failure'),
    failureDetail: text('failure_detail'),
    /** Which way of reading the answer decided, and what it found; null when no answer was judged. */
    reading: text('reading'),
    finding: text('finding'),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.callbackId, t.attempt] }),
    foreignKey({
      columns: [t.merchantId, t.callbackId],
      foreignColumns: [callbacks.merchantId, callbacks.id],
    }),
    check('callback_attempts_reading', sql`${t.reading} in ('word', 'strict', 'lenient')`),
    check('callback_attempts_judged', sql`(${t.reading} is null) = (${t.finding} is null)`),
  ],
);
