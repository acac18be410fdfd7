import type postgres from 'postgres';
import { sql } from '@/db/client';

export type Tx = postgres.TransactionSql<{ bigint: number }>;

/** Where a statement runs: in a transaction of the caller's, or by itself. */
export type Queries = postgres.ISql<{ bigint: number }>;

/**
 * Runs `work` in one READ COMMITTED transaction. Correctness rests on constraints and guarded updates,
 * so no higher isolation is asked for. No network call belongs inside.
 */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return (await sql().begin((tx) => work(tx as unknown as Tx))) as T;
}
