import { sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { bytea, identity, moment, reference } from './columns';

/**
 * Who did what, append-only: a trigger refuses changes and removals. Every entry carries the keyed hash of itself and
 * of the one before, so that a row that was altered, taken out or moved is seen even when the trigger was not there.
 * Of the installation, not of one merchant: the chain is one, and its numbers have no gaps.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: identity().primaryKey(),
    at: moment('at').notNull(),
    /** `user:<id>`, `cli`, `worker` or `system`: who really did it, also while he acts as a merchant. */
    actor: text('actor').notNull(),
    /** `merchant:<id>` when the operator acted as that merchant. */
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

/** The newest entry, in one row: who appends holds it, and an end that was cut off the log is missed by it. */
export const auditHead = pgTable(
  'audit_head',
  {
    isOnly: boolean('is_only').primaryKey().default(true),
    /** 0 while the log is empty. */
    entryId: reference('entry_id').notNull(),
    hash: bytea('hash').notNull(),
  },
  (t) => [check('audit_head_is_only', sql`${t.isOnly}`)],
);
