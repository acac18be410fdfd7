import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { fenColumn, identity, moment, reference } from './columns';
import { merchants } from './merchants';

/** What the operator sells. What is null limits nothing. */
export const plans = pgTable(
  'plans',
  {
    id: identity().primaryKey(),
    name: text('name').notNull(),
    /** 100 points are ¥1. */
    pricePoints: integer('price_points').notNull(),
    days: integer('days').notNull(),
    ordersPerDay: integer('orders_per_day'),
    sumPerDayFen: fenColumn('sum_per_day_fen'),
    accountsMax: integer('accounts_max'),
    features: text('features').array().notNull().default(sql`'{}'`),
    /** Whether merchants can buy it now; who has it keeps it. */
    isOffered: boolean('is_offered').notNull().default(true),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    check('plans_price', sql`${t.pricePoints} >= 0`),
    check('plans_days', sql`${t.days} between 1 and 3660`),
    check('plans_limits', sql`${t.ordersPerDay} > 0 and ${t.sumPerDayFen} > 0 and ${t.accountsMax} > 0`),
  ],
);

/**
 * The plan that a merchant has; a merchant without a row is not limited and never expires. The triggers
 * `orders_plan_limits` and `accounts_plan_limit` (migration plan-limits) keep live orders and accounts within it.
 */
export const merchantPlans = pgTable(
  'merchant_plans',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    planId: reference('plan_id')
      .notNull()
      .references(() => plans.id),
    /** What was bought stands, whatever becomes of the plan. */
    ordersPerDay: integer('orders_per_day'),
    sumPerDayFen: fenColumn('sum_per_day_fen'),
    accountsMax: integer('accounts_max'),
    features: text('features').array().notNull(),
    startedAt: moment('started_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchantId] })],
);

/** A merchant's points, kept beside the ledger so that no crowd of spenders can take more than there is. */
export const pointBalances = pgTable(
  'point_balances',
  {
    merchantId: reference('merchant_id')
      .primaryKey()
      .references(() => merchants.id),
    points: reference('points').notNull(),
  },
  (t) => [check('point_balances_never_negative', sql`${t.points} >= 0`)],
);
