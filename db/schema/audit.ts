import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { bytea, identity, moment, reference } from './columns';

/**
 * Who did what, append-only. Every entry carries the keyed hash of itself and of the one before, so that a row
 * that was altered or taken out is seen. Of the installation, not of one merchant: the chain is one.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: identity().primaryKey(),
    at: moment('at').notNull(),
    /** `user:<id>`, `cli` or `worker`. */
    actor: text('actor').notNull(),
    /** The operator's user when he acts as a merchant. */
    onBehalfOf: text('on_behalf_of'),
    /** Whom it concerns; null for the installation. */
    merchantId: reference('merchant_id'),
    action: text('action').notNull(),
    /** What it was done to, such as `order:1000000000000001`. */
    subject: text('subject').notNull(),
    data: jsonb('data').notNull().default({}),
    ip: text('ip'),
    previousHash: bytea('previous_hash').notNull(),
    hash: bytea('hash').notNull(),
  },
  (t) => [index('audit_entries_merchant').on(t.merchantId, t.id)],
);
