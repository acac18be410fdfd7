'use client';

import { useTranslations } from 'next-intl';
import { Choice } from '@/components/ui/choice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { AccountView, OnlineSwitch as Position } from '@/lib/core/accounts';

const POSITIONS = ['auto', 'on', 'off'] as const satisfies readonly Position[];

/** The merchant's word on whether the account collects; it takes effect at once. */
export function OnlineSwitch({ account, action }: { account: AccountView; action: Action<null> }) {
  const t = useTranslations('accounts');
  const { run, problem } = useAction(action);
  return (
    <div className="space-y-2">
      <Choice
        label={t('switchLabel')}
        value={account.onlineSwitch}
        options={POSITIONS.map((id) => ({ id, label: t(`switch.${id}`) }))}
        onChange={(onlineSwitch) => run({ accountId: account.id, onlineSwitch })}
        className="w-52"
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}
