import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CorpusList } from '@/components/notices/corpus-list';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { requireOperator } from '@/lib/auth/current-user';
import { CORPUS_VERSION, judgeCorpus } from '@/lib/core/monitoring';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('corpus'))('title') };
}

export default async function CorpusPage() {
  await requireOperator();
  const [entries, t] = await Promise.all([judgeCorpus(), getTranslations('corpus')]);
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description', { version: CORPUS_VERSION, count: entries.length })}
        actions={<LinkButton href="/operator/notices">{t('back')}</LinkButton>}
      />
      <CorpusList entries={entries} />
    </>
  );
}
