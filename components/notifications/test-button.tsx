'use client';

import { Button, Spinner } from '@heroui/react';
import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';

export interface TestResult {
  readonly isSent: boolean;
  /** The other side's own words. */
  readonly words: string;
}

/** What the other side answered to a test. */
export function TestNotice({ result: { isSent, words } }: { result: TestResult }) {
  const t = useTranslations('notifications');
  return (
    <Notice kind={isSent ? 'info' : 'loss'} role="status" title={t(isSent ? 'testSent' : 'testFailed')}>
      <p className="break-words">
        {t('answered')} <code className="font-mono text-xs break-all">{words}</code>
      </p>
    </Notice>
  );
}

interface TestButtonProps {
  label: string;
  input: unknown;
  action: Action<TestResult>;
}

/** Sends a real message and shows what the other side answered. */
export function TestButton({ label, input, action }: TestButtonProps) {
  const t = useTranslations('notifications');
  const [result, setResult] = useState<TestResult | null>(null);
  const { run, isPending, problem } = useAction(action, setResult);
  return (
    <div className="flex flex-col gap-2">
      <Button
        variant="outline"
        size="sm"
        className="self-start"
        aria-label={`${t('test')} ${label}`}
        isPending={isPending}
        onPress={() => run(input)}
      >
        {isPending ? <Spinner size="sm" color="current" /> : <Send aria-hidden="true" />}
        {t('test')}
      </Button>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {result === null ? null : <TestNotice result={result} />}
    </div>
  );
}
