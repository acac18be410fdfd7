import { FileQuestion } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { Moment } from '@/components/ui/moment';
import { RawText } from '@/components/ui/raw-text';
import type { UnreadBillView } from '@/lib/core/sessions';

/** The fields of a bill that may be unreadable; anything else is shown by its own name. */
const FIELDS = ['account_log_id', 'direction', 'trans_amount', 'trans_dt'] as const;

/** Entries of a journal that look like money and could not be read: why, and as they came. */
export function UnreadBills({ bills }: { bills: readonly UnreadBillView[] }) {
  const t = useTranslations('bills');
  if (bills.length === 0) return <EmptyState icon={FileQuestion} title={t('none')} hint={t('noneHint')} />;
  const reasonOf = (reason: string) => {
    const field = FIELDS.find((one) => one === reason);
    return field === undefined ? reason : t(`reasons.${field}`);
  };
  return (
    <ul className="divide-y divide-line">
      {bills.map(({ billId, reason, raw, seenAt }) => (
        <li key={billId} className="space-y-3 py-4 first:pt-0 last:pb-0">
          <div>
            <p>{reasonOf(reason)}</p>
            <p className="text-xs text-muted">
              <Moment at={seenAt} />
            </p>
          </div>
          <RawText label={`${t('raw')} ${billId}`} text={JSON.stringify(raw, null, 2)} />
        </li>
      ))}
    </ul>
  );
}
