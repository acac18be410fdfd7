import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useReasonWords } from '@/components/notices/reason-words';
import { formatMoney } from '@/components/ui/format';
import { Moment } from '@/components/ui/moment';
import { RawText } from '@/components/ui/raw-text';
import type { UnreadNotice } from '@/lib/core/monitoring';

interface UnreadItemProps {
  notice: UnreadNotice;
  /** What can be done about it. */
  children?: ReactNode;
}

/** A notice that became no payment: why, where from, and as it came. */
export function UnreadItem({ notice, children }: UnreadItemProps) {
  const t = useTranslations('notices');
  const wordsOf = useReasonWords();
  return (
    <li className="space-y-3 p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <p>
            {wordsOf(notice.reason)}
            {notice.amountMaybe === null
              ? ''
              : ` · ${t('maybe', { amount: formatMoney(notice.amountMaybe) })}`}
          </p>
          {notice.title === null ? null : <p className="font-medium break-words">{notice.title}</p>}
          <p className="text-xs break-all text-muted">
            <Moment at={notice.seenAt} />
            {' · '}
            {notice.merchantName} · {notice.monitorName} · {notice.sender}
          </p>
        </div>
        {children}
      </div>
      <RawText label={`${t('raw')} ${notice.id}`} text={notice.text} />
    </li>
  );
}
