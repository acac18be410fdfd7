'use client';

import { Switch } from '@heroui/react';
import { useTranslations } from 'next-intl';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';

/** Opens or closes all links of the merchant, live and test, at once. */
export function QuickPaySwitch({ isOpen, action }: { isOpen: boolean; action: Action<null> }) {
  const t = useTranslations('quickPay');
  const { run, isPending, problem } = useAction(action);
  return (
    <div className="slip mb-4 flex flex-col gap-4 p-4 sm:px-6">
      <Switch
        isSelected={isOpen}
        isDisabled={isPending}
        onChange={(isQuickPayOpen) => run({ isQuickPayOpen })}
      >
        <Switch.Content className="flex w-full items-center justify-between gap-4">
          <span>
            {t('switch')}
            <span className="block max-w-prose text-xs font-normal text-muted">
              {t(isOpen ? 'switchOn' : 'switchOff')}
            </span>
          </span>
          <Switch.Control>
            <Switch.Thumb />
          </Switch.Control>
        </Switch.Content>
      </Switch>
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}
