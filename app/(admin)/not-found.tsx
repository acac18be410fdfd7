import { useTranslations } from 'next-intl';
import { PlainPage } from '@/components/shell/plain-page';

export default function NotFound() {
  const t = useTranslations('notFound');
  return <PlainPage code="404" title={t('title')} text={t('text')} />;
}
