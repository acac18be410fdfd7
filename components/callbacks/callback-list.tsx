'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ReadingNote } from '@/components/callbacks/reading-note';
import { CallbackStatus } from '@/components/orders/callback-status';
import { ActionButton } from '@/components/ui/action-button';
import { Moment } from '@/components/ui/moment';
import { PageLink } from '@/components/ui/page-link';
import type { Action } from '@/lib/auth/action-result';
import type { FoundCallback } from '@/lib/core/callbacks';

/** A line of the log; the words of its diagnosis come from the server. */
export type CallbackLine = Pick<
  FoundCallback,
  | 'callbackId'
  | 'orderId'
  | 'outOrderId'
  | 'status'
  | 'attempts'
  | 'host'
  | 'httpStatus'
  | 'answer'
  | 'reading'
  | 'finding'
  | 'triedAt'
  | 'nextAttemptAt'
  | 'createdAt'
> & { readonly diagnosis: string | null };

function LastAnswer({ line }: { line: CallbackLine }) {
  const t = useTranslations('callbackLog');
  const words = useTranslations('callbacks');
  if (line.triedAt === null) return <p className="text-xs text-muted">{t('noAttempt')}</p>;
  const status =
    line.httpStatus === null ? words('noAnswer') : words('httpStatus', { status: line.httpStatus });
  return (
    <>
      <p className="figures text-xs text-muted">
        {line.host === null ? null : <span className="me-2 break-all">{line.host}</span>}
        {status} · {t('attemptCount', { count: line.attempts })} · <Moment at={line.triedAt} />
      </p>
      {line.answer === null || line.answer === '' ? null : (
        <p className="line-clamp-2 font-mono text-xs break-all">{line.answer}</p>
      )}
      <ReadingNote reading={line.reading} finding={line.finding} />
      {line.diagnosis === null ? null : <p className="text-xs text-loss">{line.diagnosis}</p>}
    </>
  );
}

interface CallbackListProps {
  lines: readonly CallbackLine[];
  resend: Action<null>;
}

export function CallbackList({ lines, resend }: CallbackListProps) {
  const t = useTranslations('callbackLog');
  return (
    <ul aria-label={t('table')} className="divide-y divide-line">
      {lines.map((line) => (
        <li
          key={line.callbackId}
          className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3"
        >
          <div className="min-w-0 flex-1 basis-72 space-y-1">
            <div className="flex flex-wrap items-center gap-2">
              <CallbackStatus standing={{ status: line.status, attempts: line.attempts }} />
              <PageLink href={`/orders/${line.orderId}`} className="figures text-accent hover:underline">
                {line.orderId}
              </PageLink>
              <span className="min-w-0 truncate text-xs text-muted">{line.outOrderId}</span>
            </div>
            <LastAnswer line={line} />
            {line.nextAttemptAt === null ? null : (
              <p className="text-xs text-muted">
                {t('next')} <Moment at={line.nextAttemptAt} />
              </p>
            )}
          </div>
          <ActionButton
            action={resend}
            input={{ orderId: line.orderId }}
            label={t('resend')}
            size="sm"
            icon={<RotateCw aria-hidden="true" />}
            confirm={{ title: t('resendTitle'), text: t('resendText') }}
          />
        </li>
      ))}
    </ul>
  );
}
