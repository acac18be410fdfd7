'use client';

import { Button, Spinner } from '@heroui/react';
import { PlugZap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { RawText } from '@/components/ui/raw-text';
import { Slip } from '@/components/ui/slip';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { PlatformAdvice } from '@/lib/channels';

/** What one try of the configuration showed. */
export interface CheckResult {
  readonly outcome: 'ok' | 'refused' | 'silent';
  /** The platform's words, or ours for what happened on the way. */
  readonly reason: string;
  readonly advice: PlatformAdvice | null;
}

const TITLES = { ok: 'checkOk', refused: 'checkRefused', silent: 'checkSilent' } as const;

function Result({ outcome, reason, advice }: CheckResult) {
  const t = useTranslations('platforms');
  return (
    <Notice kind={outcome === 'ok' ? 'info' : 'loss'} role="status" title={t(TITLES[outcome])}>
      {advice === null ? null : <p>{t(`advice.${advice}`)}</p>}
      {reason === '' ? null : <RawText label={t('platformSaid')} text={reason} />}
    </Notice>
  );
}

export function PlatformCheck({ check }: { check: Action<CheckResult> }) {
  const t = useTranslations('platforms');
  const [result, setResult] = useState<CheckResult | null>(null);
  const { run, isPending, problem } = useAction(check, setResult, { refreshes: false });
  return (
    <Slip
      title={t('checkTitle')}
      description={t('checkText')}
      actions={
        <Button variant="outline" isPending={isPending} onPress={() => run({})}>
          {isPending ? <Spinner size="sm" color="current" /> : <PlugZap aria-hidden="true" />}
          {t('check')}
        </Button>
      }
    >
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {result === null || isPending ? null : <Result {...result} />}
    </Slip>
  );
}
