import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { RawText } from '@/components/ui/raw-text';
import type { PlatformAdvice } from '@/lib/channels';

/** Why a platform ended a session: what to do, and its own words. */
export function PlatformWords({ reason, advice }: { reason: string; advice: PlatformAdvice | null }) {
  const t = useTranslations('bills');
  return (
    <Notice kind="attention" title={t('endedTitle')}>
      {advice === null ? null : <p>{t(`advice.${advice}`)}</p>}
      <RawText label={t('platformSaid')} text={reason} />
    </Notice>
  );
}
