import type { Tx } from '@/db/transaction';
import type { SettlementMethod } from '@/lib/core/vocabulary';

interface ProfileRow {
  method: SettlementMethod | null;
  account: string | null;
  holder: string | null;
}

/** Holds the merchant's row against other settlements; orders, which only refer to it, go on. */
export async function lockProfile(tx: Tx, merchantId: number): Promise<ProfileRow | null> {
  const [row] = await tx<ProfileRow[]>`
    select settlement_method as method, settlement_account as account, settlement_holder as holder
    from merchants where id = ${merchantId} for no key update`;
  return row ?? null;
}
