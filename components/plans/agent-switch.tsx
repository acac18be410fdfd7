'use client';

import { useTranslations } from 'next-intl';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { SwitchRow } from '@/components/ui/switch-row';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';

interface AgentSwitchProps {
  merchantId: number;
  isAgent: boolean;
  action: Action<null>;
}

/** Whether the merchant may place cloud orders; the operator's word, in force at once. */
export function AgentSwitch({ merchantId, isAgent, action }: AgentSwitchProps) {
  const t = useTranslations('plans');
  const { run, isPending, problem } = useAction(action);
  return (
    <div className="space-y-2">
      <SwitchRow
        label={t('agent')}
        hint={t('agentText')}
        isOn={isAgent}
        isDisabled={isPending}
        onChange={(isOn) => run({ merchantId, isAgent: isOn })}
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}
