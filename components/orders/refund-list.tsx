import { CircleCheck, CircleX, Hourglass, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import { Moment } from '@/components/ui/moment';
import { Status, type Tone } from '@/components/ui/status';
import type { Refund, RefundStatus } from '@/lib/core/refunds';

const STATES: Record<RefundStatus, { tone: Tone; icon: LucideIcon }> = {
  sending: { tone: 'attention', icon: Hourglass },
  done: { tone: 'calm', icon: CircleCheck },
  failed: { tone: 'loss', icon: CircleX },
};

function refusalOf({ channelReply }: Refund): string | null {
  return channelReply !== null && 'refusal' in channelReply ? channelReply.refusal : null;
}

/** The order's refunds, oldest first, with what became of each. */
export function RefundList({ refunds }: { refunds: readonly Refund[] }) {
  const t = useTranslations('refund');
  const state = useTranslations('refundStatus');
  return (
    <ul className="divide-y divide-line">
      {refunds.map((refund) => {
        const { id, amount, way, status, reason, refundNo, createdAt, endedAt } = refund;
        const refusal = refusalOf(refund);
        return (
          <li key={id} className="space-y-1 py-3 first:pt-0 last:pb-0">
            <div className="flex items-start justify-between gap-4">
              <span className="flex flex-wrap items-center gap-2">
                <Status {...STATES[status]}>{state(status)}</Status>
                <span className="text-muted">{t(way)}</span>
              </span>
              <span className="figures font-medium">{formatMoney(amount)}</span>
            </div>
            <p className="break-words">{reason}</p>
            {status === 'sending' ? <p className="text-attention">{t('sendingText')}</p> : null}
            {refusal === null ? null : <p className="text-loss">{t('refusal', { reason: refusal })}</p>}
            <p className="text-xs text-muted">
              <Moment at={endedAt ?? createdAt} /> · <span className="font-mono break-all">{refundNo}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
