import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import { Moment } from '@/components/ui/moment';
import type { MerchantHealth } from '@/lib/core/overview';

type HealthProps = { health: MerchantHealth };

export function OnlineAccounts({ health: { accountsOnline: online, accounts: all } }: HealthProps) {
  const t = useTranslations('merchants');
  const isDown = all > 0 && online === 0;
  return (
    <span className={`figures ${isDown ? 'text-loss' : ''}`}>
      {all === 0 ? '—' : t('onlineValue', { online, all })}
    </span>
  );
}

export function PaidLately({ health: { paidFen, paidCount } }: HealthProps) {
  const t = useTranslations('merchants');
  return (
    <span className="figures whitespace-nowrap">
      {formatMoney(paidFen)}
      <span className="ms-2 text-xs text-muted">{t('paidCount', { count: paidCount })}</span>
    </span>
  );
}

/** Whole percent, and never 100 while one is missing. */
export function CallbackRate({ health: { callbacks, callbacksDelivered } }: HealthProps) {
  if (callbacks === 0) return <span className="text-muted">—</span>;
  const percent = Math.floor((callbacksDelivered / callbacks) * 100);
  return <span className={`figures ${percent < 95 ? 'text-loss' : ''}`}>{percent} %</span>;
}

export function PlanExpiry({ health: { planName, planExpiresAt } }: HealthProps) {
  const t = useTranslations('merchants');
  if (planExpiresAt === null) return <span className="text-muted">{t('noPlan')}</span>;
  return (
    <span className="min-w-0">
      {planName === null ? null : <span className="block truncate">{planName}</span>}
      <span className="text-xs">
        <Moment at={planExpiresAt} />
      </span>
    </span>
  );
}

export function LastLogin({ at }: { at: Date | null }) {
  const t = useTranslations('common');
  return at === null ? <span className="text-muted">{t('never')}</span> : <Moment at={at} />;
}
