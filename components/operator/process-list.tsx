import { CircleCheck, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Slip } from '@/components/ui/slip';
import { Status } from '@/components/ui/status';
import type { Overview } from '@/lib/core/overview';

export function ProcessList({ processes }: Pick<Overview, 'processes'>) {
  const t = useTranslations('overview');
  return (
    <Slip title={t('processes')}>
      {processes.length === 0 ? (
        <p className="text-loss">{t('noProcess')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {processes.map(({ name, ageSeconds, isAlive }) => (
            <li key={name} className="flex min-h-11 items-center justify-between gap-4">
              <span className="font-mono text-xs break-all">{name}</span>
              <span className="flex items-center gap-3">
                <span className="figures text-xs text-muted">
                  {t('aliveHint', { seconds: Math.round(ageSeconds) })}
                </span>
                <Status tone={isAlive ? 'calm' : 'loss'} icon={isAlive ? CircleCheck : CircleX}>
                  {t(isAlive ? 'alive' : 'gone')}
                </Status>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Slip>
  );
}
