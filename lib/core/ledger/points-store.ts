import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { PointTransferKind } from '@/lib/core/ledger/transfer';

/** What a merchant has to spend, in points. */
export async function selectPoints(merchantId: number): Promise<number> {
  const [row] = await sql()<{ points: number }[]>`
    select points from point_balances where merchant_id = ${merchantId}`;
  return row?.points ?? 0;
}

/** The points of several merchants at once; who never had any is missing. */
export async function selectPointsOfMany(merchantIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await sql()<{ merchantId: number; points: number }[]>`
    select merchant_id, points from point_balances where merchant_id = any(${[...merchantIds]}::bigint[])`;
  return new Map(rows.map(({ merchantId, points }) => [merchantId, points]));
}

/** The merchant's points, which nobody else moves before the transaction ends. */
export async function lockPoints(tx: Tx, merchantId: number): Promise<number> {
  const [row] = await tx<{ points: number }[]>`
    select points from point_balances where merchant_id = ${merchantId} for update`;
  return row?.points ?? 0;
}

/** False when there are fewer. */
export async function takePoints(tx: Tx, merchantId: number, points: number): Promise<boolean> {
  const rows = await tx`
    update point_balances set points = points - ${points}
    where merchant_id = ${merchantId} and points >= ${points} returning 1`;
  return rows.length === 1;
}

/** False when there is no such merchant. */
export async function addPoints(tx: Tx, merchantId: number, points: number): Promise<boolean> {
  const rows = await tx`
    insert into point_balances (merchant_id, points)
    select id, ${points}::bigint from merchants where id = ${merchantId}
    on conflict (merchant_id) do update set points = point_balances.points + excluded.points returning 1`;
  return rows.length === 1;
}

export interface PostedPoints {
  readonly kind: PointTransferKind;
  readonly points: number;
}

/** The movement of points with this key. */
export async function selectPosted(
  tx: Tx,
  merchantId: number,
  dedupeKey: string,
): Promise<PostedPoints | null> {
  const [row] = await tx<PostedPoints[]>`
    select kind, amount_fen as points from transfers
    where merchant_id = ${merchantId} and dedupe_key = ${dedupeKey}`;
  return row ?? null;
}

/** A merchant whose balance is not the sum of his entries. */
export interface WrongPoints {
  readonly merchantId: number;
  readonly points: number;
  readonly sum: number;
}

/** Every merchant whose kept points differ from the sum of his entries, in one snapshot; none in a sound ledger. */
export async function selectWrongPoints(): Promise<WrongPoints[]> {
  const rows = await sql()<WrongPoints[]>`
    with sums as (
      select merchant_id, sum(case when to_book = 'points' then amount_fen else -amount_fen end)::bigint as sum
      from transfers where 'points' in (from_book, to_book) group by merchant_id
    )
    select merchant_id, coalesce(points, 0) as points, coalesce(sum, 0) as sum
    from sums full join point_balances using (merchant_id)
    where coalesce(points, 0) <> coalesce(sum, 0) order by merchant_id`;
  return [...rows];
}
