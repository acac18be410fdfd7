import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/** What the operator configures in the admin rather than in the environment; one row per subject. */
export const installationSettings = pgTable('installation_settings', {
  /** `alipay`, `mail`, `fees`, … */
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
  /** Keys and passwords of the subject, as sealed JSON. */
  secretsSealed: text('secrets_sealed'),
  changedBy: text('changed_by').notNull(),
  changedAt: moment('changed_at').notNull().defaultNow(),
});
