import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Settlement } from '@/lib/core/ledger/settlement';
import type { LedgerSearch } from '@/lib/core/ledger/store';
import type { Mode } from '@/lib/core/vocabulary';

export type NewSettlement = Omit<Settlement, 'id' | 'at'> & { merchantId: number; mode: Mode };

export async function insertSettlement(tx: Tx, settlement: NewSettlement): Promise<number> {
  const { merchantId, mode, amount, method, account, holder, note, actor } = settlement;
  const [row] = await tx<{ id: number }[]>`
    insert into settlements (merchant_id, mode, amount_fen, method, account, holder, note, actor)
    values (${merchantId}, ${mode}, ${amount}, ${method}, ${account}, ${holder}, ${note}, ${actor})
    returning id`;
  return row?.id ?? 0;
}

/** Newest first. */
export async function selectSettlements(
  search: LedgerSearch,
): Promise<{ rows: Settlement[]; total: number }> {
  const { merchantId, mode, page, pageSize } = search;
  const [rows, [counted]] = await Promise.all([
    sql()<Settlement[]>`
      select id, amount_fen as amount, method, account, holder, note, actor, at from settlements
      where merchant_id = ${merchantId} and mode = ${mode}
      order by id desc limit ${pageSize} offset ${(page - 1) * pageSize}`,
    sql()<{ total: number }[]>`
      select count(*) as total from settlements where merchant_id = ${merchantId} and mode = ${mode}`,
  ]);
  return { rows: [...rows], total: counted?.total ?? 0 };
}
