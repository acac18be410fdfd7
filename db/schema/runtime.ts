import { pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/** Which processes are alive; read by /readyz. */
export const heartbeats = pgTable('heartbeats', {
  process: text('process').primaryKey(),
  startedAt: moment('started_at').notNull(),
  beatAt: moment('beat_at').notNull(),
});
