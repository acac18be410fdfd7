import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { announceChange } from '@/lib/core/merchants/store';

/** Whether the operator made him an agent. */
export async function selectAgent(merchantId: number): Promise<boolean> {
  const rows = await sql()`select 1 from merchants where id = ${merchantId} and is_cloud_open`;
  return rows.length === 1;
}

/** Nothing happens when it is so already. */
export function updateAgent(change: { merchantId: number; isAgent: boolean; actor: string }): Promise<void> {
  const { merchantId, isAgent, actor } = change;
  return inTransaction(async (tx) => {
    const rows = await tx`
      update merchants set is_cloud_open = ${isAgent}
      where id = ${merchantId} and is_cloud_open <> ${isAgent} returning 1`;
    if (rows.length === 0) return;
    await announceChange(tx, merchantId);
    const action = isAgent ? 'merchant.agent_made' : 'merchant.agent_ended';
    await recordAudit(tx, { actor, merchantId, action, subject: `merchant:${merchantId}` });
  });
}
