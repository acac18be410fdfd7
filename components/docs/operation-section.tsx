import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CodeBlock } from '@/components/docs/code-block';
import { AnswerTable, CodeTable, FieldTable } from '@/components/docs/field-table';
import type { CallbackView, OperationView } from '@/components/docs/views';
import { LinkButton } from '@/components/ui/link-button';

interface SectionProps {
  id: string;
  title: string;
  text: ReactNode;
  code: ReactNode;
  /** For long programs, which need the whole width. */
  isStacked?: boolean;
}

/** Words on the left, programs on the right; one above the other on narrow screens. */
export function DocsSection({ id, title, text, code, isStacked = false }: SectionProps) {
  const columns = isStacked ? '' : 'xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]';
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-20 border-t border-line py-8">
      <div className={`grid gap-x-8 gap-y-6 ${columns}`}>
        <div className="min-w-0 space-y-4">
          <h2 id={`${id}-title`} className="text-lg leading-7">
            {title}
          </h2>
          {text}
        </div>
        <div className="min-w-0 space-y-4">{code}</div>
      </div>
    </section>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return <h3 className="pt-2 text-base">{children}</h3>;
}

function Recipe({ id, recipe, isTried }: { id: string; recipe: string; isTried: boolean }) {
  const t = useTranslations('docs');
  return (
    <>
      <Heading>{t('signature')}</Heading>
      <p className="rounded-sm bg-sunken p-3 font-mono text-xs leading-5 break-all">{recipe}</p>
      {isTried ? (
        <LinkButton size="sm" href={`/docs/workbench?endpoint=${id}`}>
          {t('tryInWorkbench')}
        </LinkButton>
      ) : null}
    </>
  );
}

/** One thing that a merchant's server may ask for. */
export function OperationSection({ operation, isTried }: { operation: OperationView; isTried: boolean }) {
  const t = useTranslations('docs');
  const { id, title, summary, addresses, fields, recipe, curl, answer, codes } = operation;
  return (
    <DocsSection
      id={id}
      title={title}
      text={
        <>
          <p>{summary}</p>
          <ul className="space-y-1">
            {addresses.map((address) => (
              <li key={address} className="font-mono text-xs break-all">
                {address}
              </li>
            ))}
          </ul>
          <Heading>{t('fields')}</Heading>
          <FieldTable label={`${title} · ${t('fields')}`} fields={fields} />
          <Recipe id={id} recipe={recipe} isTried={isTried} />
          <Heading>{t('answer')}</Heading>
          {answer.kind === 'page' ? (
            <p>{answer.text}</p>
          ) : (
            <AnswerTable label={`${title} · ${t('answer')}`} rows={answer.rows} />
          )}
          {codes.length === 0 ? null : (
            <>
              <Heading>{t('codes')}</Heading>
              <CodeTable label={`${title} · ${t('codes')}`} codes={codes} />
            </>
          )}
        </>
      }
      code={
        <>
          <CodeBlock title={t('requestWith', { title })} code={curl} />
          {answer.kind === 'json' ? (
            <CodeBlock title={t('answerOf', { title })} code={answer.example} />
          ) : null}
        </>
      }
    />
  );
}

/** One message that we send. */
export function CallbackSection({ callback }: { callback: CallbackView }) {
  const t = useTranslations('docs');
  const { id, title, summary, method, fields, recipe, example } = callback;
  return (
    <DocsSection
      id={id}
      title={title}
      text={
        <>
          <p>{summary}</p>
          <Heading>{t('fields')}</Heading>
          <FieldTable label={`${title} · ${t('fields')}`} fields={fields} />
          <Recipe id={id} recipe={recipe} isTried />
        </>
      }
      code={<CodeBlock title={t('exampleOf', { title, method })} code={example} />}
    />
  );
}
