import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import type { CorpusReading } from '@/lib/core/monitoring';

/** Whether the rules of now read the corpus as they must, with the way to it. */
export function CorpusNotice({ entries, version }: { entries: readonly CorpusReading[]; version: string }) {
  const t = useTranslations('corpus');
  const believed = entries.filter(({ verdict }) => verdict === 'believed').length;
  const missed = entries.filter(({ verdict }) => verdict === 'missed').length;
  const isRight = believed + missed === 0;
  const kind = believed > 0 ? 'loss' : missed > 0 ? 'attention' : 'info';
  return (
    <Notice
      kind={kind}
      title={
        isRight
          ? t('summaryRight', { count: entries.length, version })
          : t('summaryWrong', { believed, missed, version })
      }
    >
      {isRight ? null : <p>{t('failingText')}</p>}
      <LinkButton href="/operator/notices/corpus" size="sm" className="mt-1">
        {t('open')}
      </LinkButton>
    </Notice>
  );
}
