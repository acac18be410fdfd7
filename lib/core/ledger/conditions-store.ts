import { sql } from '@/db/client';

/** A merchant who cannot do much more with his points. */
export interface LowPoints {
  readonly merchantId: number;
  readonly points: number;
  /** His last points that came: changes when he is topped up. */
  readonly lastIncomeId: number;
}

/** The merchants, of these, who once had points and have fewer than `below`. */
export function selectLowPoints(merchantIds: readonly number[], below: number): Promise<LowPoints[]> {
  return sql()<LowPoints[]>`
    select b.merchant_id, b.points, last.id as last_income_id
    from point_balances b
    cross join lateral (
      select id from transfers
      where merchant_id = b.merchant_id and mode = 'live' and to_book = 'points' order by id desc limit 1
    ) last
    where b.merchant_id = any(${[...merchantIds]}::bigint[]) and b.points < ${below}`;
}
