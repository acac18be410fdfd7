import { useTranslations } from 'next-intl';
import { CallbackStatus } from '@/components/orders/callback-status';
import { Facts } from '@/components/ui/facts';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { Slip } from '@/components/ui/slip';
import type { CallbackView } from '@/lib/core/callbacks';

/** How the news of the payment fares; every attempt stands in the timeline. */
export function CallbackSummary({ callback }: { callback: CallbackView | null }) {
  const t = useTranslations('callbacks');
  const diagnosis = useTranslations('diagnosis');
  if (callback === null) {
    return (
      <Slip title={t('title')}>
        <p className="text-muted">{t('none')}</p>
      </Slip>
    );
  }
  const { status, attempts, eventId, nextAttemptAt, deliveredAt } = callback;
  const last = status === 'delivered' ? undefined : attempts.at(-1);
  return (
    <Slip title={t('title')} actions={<CallbackStatus standing={{ status, attempts: attempts.length }} />}>
      <div className="space-y-4">
        {last?.diagnosis == null ? null : (
          <Notice kind="loss">
            <p>{diagnosis(last.diagnosis)}</p>
          </Notice>
        )}
        <Facts
          facts={[
            { label: t('attempts'), value: <span className="figures">{attempts.length}</span> },
            ...(deliveredAt === null
              ? []
              : [{ label: t('deliveredAt'), value: <Moment at={deliveredAt} /> }]),
            ...(nextAttemptAt === null
              ? []
              : [{ label: t('nextAttempt'), value: <Moment at={nextAttemptAt} /> }]),
            { label: t('eventId'), value: <span className="font-mono text-xs break-all">{eventId}</span> },
          ]}
        />
      </div>
    </Slip>
  );
}
