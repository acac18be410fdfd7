import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { Slip } from '@/components/ui/slip';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('docs'))('pages.test-mode') };
}

const FACTS = ['keys', 'wallet', 'same', 'apart', 'live'] as const;

export default async function TestModePage() {
  const t = await getTranslations('docs.testMode');
  return (
    <>
      <PageHeader title={t('heading')} description={t('lead')} />
      <div className="max-w-4xl space-y-6">
        {FACTS.map((fact) => (
          <Slip key={fact} title={t(`facts.${fact}.title`)}>
            <p>{t(`facts.${fact}.text`)}</p>
          </Slip>
        ))}
      </div>
    </>
  );
}
