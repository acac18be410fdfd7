import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { CallbackSection, DocsSection, OperationSection } from '@/components/docs/operation-section';
import { SnippetTabs } from '@/components/docs/snippet-tabs';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { dialects } from '@/lib/dialects';
import { describeCallback, describeOperation, EXAMPLE_SECRET, inLanguage } from '../describe';
import { ownKeys } from '../own-keys';
import { type SnippetKind, snippetsOf } from '../snippets';

interface Params {
  params: Promise<{ dialect: string }>;
}

async function findDialect({ params }: Params) {
  const { dialect: id } = await params;
  const dialect = Object.values(dialects).find((one) => one.id === id);
  if (dialect === undefined) notFound();
  return { id: dialect.id, reference: dialect.reference };
}

export async function generateMetadata(props: Params): Promise<Metadata> {
  const [{ reference }, locale] = await Promise.all([findDialect(props), getLocale()]);
  return { title: inLanguage(reference.title, locale) };
}

const KINDS: readonly SnippetKind[] = ['create', 'query', 'callback'];

export default async function DialectPage(props: Params) {
  const [{ id, reference }, locale, t, keys] = await Promise.all([
    findDialect(props),
    getLocale(),
    getTranslations('docs'),
    ownKeys(),
  ]);
  const programs = await Promise.all(
    KINDS.map(async (kind) => ({ kind, snippets: await snippetsOf(id, kind) })),
  );
  const { operations, notification, redirect } = reference;
  return (
    <>
      <PageHeader
        title={inLanguage(reference.title, locale)}
        description={inLanguage(reference.summary, locale)}
      />
      <Notice kind="info">
        <p>{t(keys.appkey === undefined ? 'placeholderKeys' : 'ownKeys')}</p>
      </Notice>
      <div className="mt-6">
        {operations.map((operation) => (
          <OperationSection
            key={operation.id}
            operation={describeOperation(operation, locale, keys)}
            isTried={operation.signature.kind === 'joined' || operation.signature.kind === 'sorted'}
          />
        ))}
        <CallbackSection callback={describeCallback(notification, locale)} />
        <CallbackSection callback={describeCallback(redirect, locale)} />
        {programs
          .filter(({ snippets }) => snippets.length > 0)
          .map(({ kind, snippets }) => (
            <DocsSection
              key={kind}
              id={`program-${kind}`}
              isStacked
              title={t(`programs.${kind}.title`)}
              text={<p>{t(`programs.${kind}.text`)}</p>}
              code={<SnippetTabs label={t(`programs.${kind}.title`)} snippets={snippets} />}
            />
          ))}
      </div>
      <p className="text-xs text-muted">{t('exampleSecret', { secret: EXAMPLE_SECRET })}</p>
    </>
  );
}
