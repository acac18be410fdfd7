'use client';

import { useTranslations } from 'next-intl';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { SwitchRow } from '@/components/ui/switch-row';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';

/** Opens or closes all links of the merchant, live and test, at once. */
export function QuickPaySwitch({ isOpen, action }: { isOpen: boolean; action: Action<null> }) {
  const t = useTranslations('quickPay');
  const { run, isPending, problem } = useAction(action);
  return (
    <div className="slip mb-4 flex flex-col gap-4 p-4 sm:px-6">
      <SwitchRow
        label={t('switch')}
        hint={<span className="block max-w-prose">{t(isOpen ? 'switchOn' : 'switchOff')}</span>}
        isOn={isOpen}
        isDisabled={isPending}
        onChange={(isQuickPayOpen) => run({ isQuickPayOpen })}
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}
