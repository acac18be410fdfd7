import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';
import type { Fen } from '@/lib/platform/money';

/** An amount in integer fen. */
export const fenColumn = (name: string) => bigint(name, { mode: 'number' }).$type<Fen>();

/** A moment in UTC, by the database's clock. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const identity = (name = 'id') => bigint(name, { mode: 'number' }).generatedAlwaysAsIdentity();

export const reference = (name: string) => bigint(name, { mode: 'number' });

/** Minutes of a day as PostgreSQL writes several ranges: `{[540,1380)}`; `{}` holds no minute. */
export const minuteRanges = customType<{ data: string }>({ dataType: () => 'int4multirange' });

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
