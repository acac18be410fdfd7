import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import {
  insertArrivalOfNotice,
  lockNotice,
  type NoticeKey,
  updateDismissed,
} from '@/lib/core/monitoring/notices-store';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** In the place of a rule: a person read it. */
const BY_HAND = 'by_hand';

interface ByHand extends NoticeKey {
  readonly reason: string;
  readonly actor: string;
}

/**
 * A person has found the money of an unread notice in the wallet's own bill: it becomes a payment of that amount, to be
 * matched like any other. Answers the arrival's id. Throws notice.unknown when it is none of the merchant's unread ones.
 */
export function takeNotice(request: ByHand & { type: PayType; amount: Fen }): Promise<number> {
  const { merchantId, noticeId, type, amount, reason, actor } = request;
  return inTransaction(async (tx) => {
    const notice = await lockNotice(tx, request);
    if (notice?.outcome !== 'unread') throw new DomainError('not_found', 'notice.unknown');
    const by = { type, amount, ruleId: BY_HAND, ruleVersion: 0 };
    const arrivalId = await insertArrivalOfNotice(tx, request, by);
    await recordAudit(tx, {
      actor,
      merchantId,
      action: 'notice.taken',
      subject: `notice:${noticeId}`,
      data: { arrivalId, amountFen: amount, type, why: notice.reason, reason },
    });
    return arrivalId;
  });
}

/** An unread notice is no payment. Throws notice.unknown when it is none of the merchant's that wait for that word. */
export function dismissNotice(request: ByHand): Promise<void> {
  const { merchantId, noticeId, reason, actor } = request;
  return inTransaction(async (tx) => {
    if (!(await updateDismissed(tx, request))) throw new DomainError('not_found', 'notice.unknown');
    const subject = `notice:${noticeId}`;
    await recordAudit(tx, { actor, merchantId, action: 'notice.dismissed', subject, data: { reason } });
  });
}
