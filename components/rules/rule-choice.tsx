'use client';

import { useTranslations } from 'next-intl';
import { Choice } from '@/components/ui/choice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { Rule } from '@/lib/core/accounts';

/** Stands for no rule in a list of choices. */
export const NO_RULE = 'none';

interface RuleChoiceProps {
  account: { readonly id: number; readonly label: string; readonly ruleId: number | null };
  rules: readonly Pick<Rule, 'id' | 'name'>[];
  /** Takes `{ accountId, ruleId }`; null follows no rule. */
  action: Action<null>;
}

/** Which rule an account follows; takes effect when it is chosen. */
export function RuleChoice({ account, rules, action }: RuleChoiceProps) {
  const t = useTranslations('rules');
  const { run, problem } = useAction(action);
  const named = rules.map(({ id, name }) => ({ id: String(id), label: name }));
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Choice
        label={t('follow')}
        options={[{ id: NO_RULE, label: t('noRule') }, ...named]}
        value={account.ruleId === null ? NO_RULE : String(account.ruleId)}
        onChange={(id) => run({ accountId: account.id, ruleId: id === NO_RULE ? null : Number(id) })}
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}
