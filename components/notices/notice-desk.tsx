'use client';

import { Button, Spinner } from '@heroui/react';
import { FlaskConical, MailCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { type Trial, TrialResult } from '@/components/notices/trial';
import { UnreadItem } from '@/components/notices/unread-item';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FieldErrorsProvider } from '@/components/ui/field-errors';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { SubmitForm } from '@/components/ui/submit-form';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { UnreadNotice } from '@/lib/core/monitoring';

interface NoticeDeskProps {
  unread: readonly UnreadNotice[];
  action: Action<Trial>;
  /** Leads to the other pages of the unread ones. */
  children: ReactNode;
}

/** The bench on which notices are tried, and the pile of those that were not read. */
export function NoticeDesk({ unread, action, children }: NoticeDeskProps) {
  const t = useTranslations('notices');
  const [words, setWords] = useState({ trialSender: '', trialText: '', trialTitle: '' });
  const [trial, setTrial] = useState<Trial | null>(null);
  const { run, isPending, problem, fieldErrors } = useAction(action, setTrial, { refreshes: false });
  const heading = useRef<HTMLHeadingElement>(null);
  const test = ({ sender, title, text }: UnreadNotice) => {
    const chosen = { trialSender: sender, trialText: text, trialTitle: title ?? '' };
    setWords(chosen);
    run(chosen);
    heading.current?.focus();
  };
  return (
    <>
      <section aria-labelledby="trial">
        <h2 id="trial" ref={heading} tabIndex={-1} className="text-base outline-none">
          {t('trial')}
        </h2>
        <p className="mb-4 max-w-prose text-muted">{t('trialHint')}</p>
        <SubmitForm
          className="slip flex flex-col gap-4 p-4"
          onSubmit={(fields) => run(Object.fromEntries(fields))}
        >
          <FieldErrorsProvider value={fieldErrors}>
            <Field
              name="trialSender"
              label={t('trialSender')}
              value={words.trialSender}
              onChange={(trialSender) => setWords({ ...words, trialSender })}
              autoComplete="off"
            />
            <Field
              name="trialText"
              label={t('trialText')}
              value={words.trialText}
              onChange={(trialText) => setWords({ ...words, trialText })}
              isMultiline
            />
            <Field
              name="trialTitle"
              label={t('trialTitle')}
              hint={t('trialTitleHint')}
              value={words.trialTitle}
              onChange={(trialTitle) => setWords({ ...words, trialTitle })}
              autoComplete="off"
            />
          </FieldErrorsProvider>
          {problem === null ? null : <ProblemNotice problem={problem} />}
          <div className="flex flex-wrap items-center justify-between gap-2">
            <TrialResult trial={trial} />
            <Button type="submit" isPending={isPending}>
              {isPending ? <Spinner size="sm" color="current" /> : null}
              {t('run')}
            </Button>
          </div>
        </SubmitForm>
      </section>
      <section aria-labelledby="unread">
        <h2 id="unread" className="text-base">
          {t('unreadTitle')}
        </h2>
        <p className="mb-4 max-w-prose text-muted">{t('unreadDescription')}</p>
        <div className="slip overflow-clip">
          {unread.length === 0 ? (
            <EmptyState icon={MailCheck} title={t('unreadEmpty')} hint={t('unreadEmptyHint')} />
          ) : (
            <>
              <ul className="divide-y divide-line">
                {unread.map((notice) => (
                  <UnreadItem key={notice.id} notice={notice}>
                    <Button size="sm" variant="outline" onPress={() => test(notice)}>
                      <FlaskConical aria-hidden="true" />
                      {t('testThis')}
                    </Button>
                  </UnreadItem>
                ))}
              </ul>
              {children}
            </>
          )}
        </div>
      </section>
    </>
  );
}
