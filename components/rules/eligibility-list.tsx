import { CircleCheck, CircleSlash } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Eligibility } from '@/lib/core/accounts';

interface EligibilityListProps {
  label: string;
  accounts: readonly Eligibility[];
  /** The account that was taken. */
  chosenId?: number | null;
}

/** Every account with whether it may serve the order, and if not, each reason in words. */
export function EligibilityList({ label, accounts, chosenId = null }: EligibilityListProps) {
  const t = useTranslations('rules');
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {accounts.map(({ accountId, label: name, ruleName, reasons }) => {
        const qualifies = reasons.length === 0;
        const Sign = qualifies ? CircleCheck : CircleSlash;
        return (
          <li key={accountId} className="flex gap-3 py-2">
            <Sign
              size={18}
              aria-hidden="true"
              className={`mt-0.5 shrink-0 ${qualifies ? 'text-received' : 'text-muted'}`}
            />
            <div className="min-w-0 flex-1">
              <p className="break-words">{name}</p>
              <p className="text-xs text-muted">
                {ruleName === null ? t('trial.noRule') : t('trial.ofRule', { name: ruleName })}
              </p>
            </div>
            <p className={`max-w-[55%] text-end ${qualifies ? 'text-received' : 'text-attention'}`}>
              {qualifies
                ? t(chosenId === accountId ? 'trial.chosen' : 'trial.qualifies')
                : reasons.map((reason) => t(`reason.${reason}`)).join(t('sentence.glue'))}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
