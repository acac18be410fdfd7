import type { Tx } from '@/db/transaction';
import { DomainError } from '@/lib/core/errors';
import { lockProfile } from '@/lib/core/merchants/settlement-store';

/**
 * Until the caller's transaction ends no other one holds the merchant; his orders, which only refer to him, go on.
 * Throws merchant.unknown.
 */
export async function holdMerchant(tx: Tx, merchantId: number): Promise<void> {
  if ((await lockProfile(tx, merchantId)) === null) throw new DomainError('not_found', 'merchant.unknown');
}
