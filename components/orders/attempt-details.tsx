import { useTranslations } from 'next-intl';
import { ReadingNote } from '@/components/callbacks/reading-note';
import { RawText } from '@/components/ui/raw-text';
import { Reveal } from '@/components/ui/reveal';
import type { CallbackAttemptView } from '@/lib/core/callbacks';

/** What was sent, what came back, and in one sentence what to do about it. */
export function AttemptDetails({ attempt }: { attempt: CallbackAttemptView }) {
  const t = useTranslations('callbacks');
  const diagnosis = useTranslations('diagnosis');
  const { method, url, requestBody, httpStatus, responseText, failureDetail } = attempt;
  const status = httpStatus === null ? t('noAnswer') : t('httpStatus', { status: httpStatus });
  const request = `${method} ${url}${requestBody === null ? '' : `\n\n${requestBody}`}`;
  const response = responseText === null || responseText === '' ? t('emptyAnswer') : responseText;
  const name = t('attempt', { attempt: attempt.attempt });
  return (
    <div className="space-y-2">
      {attempt.diagnosis === null ? null : <p className="text-loss">{diagnosis(attempt.diagnosis)}</p>}
      <p className="figures text-xs text-muted">
        {status} · {t('duration', { ms: Math.round(attempt.durationMs) })}
      </p>
      <ReadingNote reading={attempt.reading} finding={attempt.finding} />
      <Reveal summary={`${t('request')} / ${t('response')}`}>
        <div className="grid gap-2 xl:grid-cols-2">
          <div>
            <p className="mb-1 text-xs text-muted">{t('request')}</p>
            <RawText label={`${name} · ${t('request')}`} text={request} />
          </div>
          <div>
            <p className="mb-1 text-xs text-muted">{t('response')}</p>
            <RawText
              label={`${name} · ${t('response')}`}
              text={httpStatus === null ? (failureDetail ?? t('noAnswer')) : response}
            />
          </div>
        </div>
      </Reveal>
    </div>
  );
}
