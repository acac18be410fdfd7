import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import { fen } from '@/lib/platform/money';

interface BalanceProps {
  /** In fen. */
  balance: number;
  isTest?: boolean;
  /** Whether the operator reads it, not the merchant. */
  isForOperator?: boolean;
}

/** What is unsettled, in figures, and in words what that number is and is not. */
export function Balance({ balance, isTest = false, isForOperator = false }: BalanceProps) {
  const t = useTranslations('settlements');
  return (
    <div className="space-y-2">
      <p>
        <span className="block text-muted">{t('balance')}</span>
        <span className="figures block text-3xl font-medium">{formatMoney(fen(balance))}</span>
      </p>
      <p className="max-w-prose">{t(isForOperator ? 'balanceTextOperator' : 'balanceText')}</p>
      {balance < 0 ? <p className="max-w-prose text-attention">{t('balanceBelow')}</p> : null}
      {isTest ? <p className="max-w-prose text-muted">{t('testText')}</p> : null}
    </div>
  );
}
