import { CircleCheck, CircleX, Hourglass, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Status } from '@/components/ui/status';
import type { CallbackStatus as State } from '@/lib/core/callbacks';

export interface Standing {
  readonly status: State;
  readonly attempts: number;
}

export function CallbackStatus({ standing }: { standing: Standing | null }) {
  const t = useTranslations('callbackStatus');
  if (standing === null) return <span className="text-muted">{t('none')}</span>;
  if (standing.status === 'delivered') {
    return (
      <Status tone="calm" icon={CircleCheck}>
        {t('delivered')}
      </Status>
    );
  }
  if (standing.status === 'dead') {
    return (
      <Status tone="loss" icon={CircleX}>
        {t('dead')}
      </Status>
    );
  }
  return standing.attempts > 0 ? (
    <Status tone="attention" icon={RotateCw}>
      {t('retrying')}
    </Status>
  ) : (
    <Status tone="calm" icon={Hourglass}>
      {t('waiting')}
    </Status>
  );
}
