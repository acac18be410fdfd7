import { useTranslations } from 'next-intl';
import { PlainPage } from '@/components/shell/plain-page';

export default function Forbidden() {
  const t = useTranslations('forbidden');
  return <PlainPage code="403" title={t('title')} text={t('text')} />;
}
