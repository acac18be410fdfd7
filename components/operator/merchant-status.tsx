import { CircleCheck, CirclePause } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Status } from '@/components/ui/status';
import type { MerchantHealth } from '@/lib/core/overview';

export function MerchantStatus({ status }: Pick<MerchantHealth, 'status'>) {
  const t = useTranslations('merchants');
  return status === 'active' ? (
    <Status tone="calm" icon={CircleCheck}>
      {t('active')}
    </Status>
  ) : (
    <Status tone="attention" icon={CirclePause}>
      {t('suspended')}
    </Status>
  );
}
