import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { postTransfer } from '@/lib/core/ledger/post-transfer';
import { insertSettlement } from '@/lib/core/ledger/settlements-store';
import { selectBalance } from '@/lib/core/ledger/store';
import { holdSettlementProfile } from '@/lib/core/merchants';
import type { Fen } from '@/lib/platform/money';

/** Only live money is settled; a test balance is nobody's. */
const MODE = 'live';

/**
 * The operator records that so much (in fen) of a merchant's balance is settled. Settlements of one merchant stand
 * in line, so that together they never take more than the balance. Throws merchant.unknown,
 * settlement.profile_missing, or settlement.amount_invalid with what is unsettled.
 */
export function recordSettlement(request: {
  merchantId: number;
  amount: Fen;
  note: string;
  actor: string;
}): Promise<{ settlementId: number }> {
  return inTransaction(async (tx) => {
    const { merchantId, amount, note, actor } = request;
    const profile = await holdSettlementProfile(tx, merchantId);
    const balance = await selectBalance(merchantId, MODE, 'balance', tx);
    if (amount <= 0 || amount > balance) {
      throw new DomainError('invalid', 'settlement.amount_invalid', { balanceFen: balance });
    }
    const settlementId = await insertSettlement(tx, {
      merchantId,
      mode: MODE,
      amount,
      ...profile,
      note,
      actor,
    });
    await postTransfer(tx, {
      merchantId,
      mode: MODE,
      kind: 'settlement',
      amount,
      dedupeKey: `settlement:${settlementId}`,
      reason: note,
      actor,
    });
    await recordAudit(tx, {
      actor,
      merchantId,
      action: 'settlement.recorded',
      subject: `settlement:${settlementId}`,
      data: { amountFen: amount, note, ...profile },
    });
    return { settlementId };
  });
}
