import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { CodeBlock } from '@/components/docs/code-block';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { PageLink } from '@/components/ui/page-link';
import { dialects } from '@/lib/dialects';
import { describeOperation, inLanguage } from './describe';
import { ownKeys } from './own-keys';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('docs'))('title') };
}

const STEPS = ['keys', 'order', 'callback', 'live'] as const;

export default async function DocsPage() {
  const [t, locale, keys] = await Promise.all([getTranslations('docs'), getLocale(), ownKeys()]);
  const [create] = dialects['gatepay-v1'].reference.operations;
  return (
    <>
      <PageHeader title={t('overview.heading')} description={t('overview.lead')} />
      <div className="grid gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="min-w-0 space-y-8">
          <section className="space-y-3">
            <h2 className="text-lg">{t('overview.choose')}</h2>
            <ul className="slip divide-y divide-line">
              {Object.values(dialects).map(({ id, reference }) => (
                <li key={id} className="p-4">
                  <PageLink href={`/docs/${id}`} className="font-medium text-accent hover:underline">
                    {inLanguage(reference.title, locale)}
                  </PageLink>
                  <p className="text-muted">{inLanguage(reference.summary, locale)}</p>
                </li>
              ))}
            </ul>
          </section>
          <section className="space-y-3">
            <h2 className="text-lg">{t('overview.start')}</h2>
            <ol className="list-decimal space-y-3 ps-5">
              {STEPS.map((step) => (
                <li key={step}>
                  <p className="font-medium">{t(`overview.steps.${step}.title`)}</p>
                  <p className="text-muted">{t(`overview.steps.${step}.text`)}</p>
                </li>
              ))}
            </ol>
          </section>
          <Notice kind="info" title={t('overview.openapi')}>
            <p>
              <a href="/docs/openapi.json" className="text-accent underline">
                /docs/openapi.json
              </a>{' '}
              {t('overview.openapiText')}
            </p>
          </Notice>
        </div>
        <div className="min-w-0 space-y-4">
          {create === undefined ? null : (
            <CodeBlock title={t('overview.firstOrder')} code={describeOperation(create, locale, keys).curl} />
          )}
          <p className="text-muted">{t(keys.appkey === undefined ? 'placeholderKeys' : 'ownKeys')}</p>
          <LinkButton href="/docs/workbench">{t('pages.workbench')}</LinkButton>
        </div>
      </div>
    </>
  );
}
