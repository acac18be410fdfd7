import { CircleCheck, CircleOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useReasonWords } from '@/components/notices/reason-words';
import { Status } from '@/components/ui/status';
import type { PayType } from '@/lib/core/vocabulary';

interface By {
  readonly name: string;
  readonly version: number;
}

/** What became of a notice that was tried. */
export type Trial =
  | { readonly kind: 'read'; readonly amount: string; readonly type: PayType; readonly by: By | null }
  | { readonly kind: 'unread'; readonly reason: string; readonly by: By | null };

function ReadBy({ by }: { by: By | null }) {
  const t = useTranslations('notices');
  if (by === null) return null;
  const version = by.version === 0 ? t('builtIn') : t('version', { version: by.version });
  return <span className="text-muted">{t('readBy', { name: by.name, version })}</span>;
}

/** Read out when it changes. */
export function TrialResult({ trial }: { trial: Trial | null }) {
  const t = useTranslations('notices');
  const payType = useTranslations('payType');
  const wordsOf = useReasonWords();
  return (
    <div role="status" className="flex min-h-7 flex-wrap items-center gap-2">
      {trial === null ? null : (
        <>
          {trial.kind === 'read' ? (
            <Status tone="received" icon={CircleCheck}>
              {`${t('readAs', { amount: trial.amount })} · ${payType(trial.type)}`}
            </Status>
          ) : (
            <Status tone="attention" icon={CircleOff}>
              {t('notRead', { reason: wordsOf(trial.reason) })}
            </Status>
          )}
          <ReadBy by={trial.by} />
        </>
      )}
    </div>
  );
}
