import type { Tx } from '@/db/transaction';
import { DomainError } from '@/lib/core/errors';
import { lockProfile } from '@/lib/core/merchants/settlement-store';
import type { SettlementMethod } from '@/lib/core/vocabulary';

/** Where settlements of a merchant are paid to. */
export interface SettlementProfile {
  readonly method: SettlementMethod;
  readonly account: string;
  readonly holder: string;
}

/**
 * The merchant's settlement profile. Until the caller's transaction ends no other one gets it, so that settlements
 * of one merchant stand in line. Throws merchant.unknown or settlement.profile_missing.
 */
export async function holdSettlementProfile(tx: Tx, merchantId: number): Promise<SettlementProfile> {
  const row = await lockProfile(tx, merchantId);
  if (row === null) throw new DomainError('not_found', 'merchant.unknown');
  const { method, account, holder } = row;
  if (method === null || account === null || holder === null) {
    throw new DomainError('conflict', 'settlement.profile_missing');
  }
  return { method, account, holder };
}
