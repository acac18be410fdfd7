import { useTranslations } from 'next-intl';
import type { Fee } from '@/components/sessions/logon-news';
import { formatMoney } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { fen } from '@/lib/platform/money';

export function isShort({ points, have }: Fee): boolean {
  return have < points;
}

/** What a success costs, before anything is scanned; 100 points are ¥1. */
export function FeeLine({ fee }: { fee: Fee }) {
  const t = useTranslations('sessions');
  const { points, have } = fee;
  if (points === 0) return <p className="text-muted">{t('free')}</p>;
  const cost = t('cost', { points, yuan: formatMoney(fen(points)) });
  if (!isShort(fee)) {
    return (
      <p>
        {cost} <span className="text-muted">{t('have', { have })}</span>
      </p>
    );
  }
  return (
    <Notice kind="loss" title={t('short', { points, have })}>
      <p>{cost}</p>
      <p>{t('shortRemedy')}</p>
    </Notice>
  );
}
