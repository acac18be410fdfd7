import { Star } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EditRuleDialog, RemoveRuleButton } from '@/components/rules/rule-dialogs';
import { useRuleSentence } from '@/components/rules/use-rule-sentence';
import { Status } from '@/components/ui/status';
import type { Action } from '@/lib/auth/action-result';
import type { Rule } from '@/lib/core/accounts';

interface RuleListProps {
  rules: readonly Rule[];
  save: Action<null>;
  remove: Action<null>;
}

/** Each rule with what it does and whom it concerns. */
export function RuleList({ rules, save, remove }: RuleListProps) {
  const t = useTranslations('rules');
  const sentence = useRuleSentence();
  return (
    <ul className="grid grid-cols-1 gap-4 md:grid-cols-2 2xl:grid-cols-3">
      {rules.map((rule) => (
        <li key={rule.id} className="slip flex flex-col gap-4 p-4">
          <div className="flex items-start justify-between gap-4">
            <div className="min-w-0">
              <h2 className="truncate text-base">{rule.name}</h2>
              <p className="figures text-muted">{t('followers', { count: rule.accountCount })}</p>
            </div>
            {rule.isDefault ? (
              <Status tone="accent" icon={Star}>
                {t('default')}
              </Status>
            ) : null}
          </div>
          <p className="figures">{sentence(rule)}</p>
          <div className="mt-auto flex flex-wrap justify-end gap-2 border-t border-line pt-4">
            <EditRuleDialog rule={rule} action={save} />
            <RemoveRuleButton rule={rule} action={remove} />
          </div>
        </li>
      ))}
    </ul>
  );
}
