'use client';

import { useTranslations } from 'next-intl';
import { NO_RULE } from '@/components/rules/rule-choice';
import { Choice } from '@/components/ui/choice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { Rule } from '@/lib/core/accounts';

interface DefaultRuleProps {
  rules: readonly Rule[];
  /** Takes `{ ruleId }`; null takes the default away. */
  action: Action<null>;
}

/** Which rule accounts get that come online later; takes effect when it is chosen. */
export function DefaultRule({ rules, action }: DefaultRuleProps) {
  const t = useTranslations('rules');
  const settings = useTranslations('settings');
  const { run, problem } = useAction(action);
  const current = rules.find(({ isDefault }) => isDefault);
  return (
    <div className="flex flex-col gap-2">
      <Choice
        label={settings('ruleTitle')}
        hint={settings('ruleHint')}
        options={[
          { id: NO_RULE, label: t('noRule') },
          ...rules.map(({ id, name }) => ({ id: String(id), label: name })),
        ]}
        value={current === undefined ? NO_RULE : String(current.id)}
        onChange={(id) => run({ ruleId: id === NO_RULE ? null : Number(id) })}
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}
