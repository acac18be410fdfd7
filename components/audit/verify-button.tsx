'use client';

import { Button, Spinner } from '@heroui/react';
import { ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { AuditVerdict } from '@/lib/core/audit';

/** Reads the whole chain and says whether it stands. */
export function VerifyButton({ action }: { action: Action<AuditVerdict> }) {
  const t = useTranslations('audit');
  const [verdict, setVerdict] = useState<AuditVerdict | null>(null);
  const { run, isPending, problem } = useAction(action, setVerdict, { refreshes: false });
  return (
    <div className="flex flex-col items-start gap-3">
      <Button variant="outline" isPending={isPending} onPress={() => run({})}>
        {isPending ? <Spinner size="sm" color="current" /> : <ShieldCheck aria-hidden="true" />}
        {t('verify')}
      </Button>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {verdict === null ? null : verdict.brokenAt === null ? (
        <Notice kind="info" role="status" title={t('verifyFine', { count: verdict.entries })} />
      ) : (
        <Notice kind="loss" role="alert" title={t('verifyBroken', { id: verdict.brokenAt })} />
      )}
    </div>
  );
}
