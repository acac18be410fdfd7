import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { PageLink } from '@/components/ui/page-link';
import { Slip } from '@/components/ui/slip';
import { dialects } from '@/lib/dialects';
import { inLanguage } from '../describe';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('docs'))('pages.callbacks') };
}

const CHECKS = ['verify', 'price', 'appkey', 'lock', 'done', 'query', 'answer'] as const;
const RULES = ['answer', 'failure', 'again', 'resend', 'redirect'] as const;
const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'idempotency-key'] as const;

export default async function CallbacksPage() {
  const [t, locale] = await Promise.all([getTranslations('docs.callbacks'), getLocale()]);
  return (
    <>
      <PageHeader title={t('heading')} description={t('lead')} />
      <div className="max-w-4xl space-y-6">
        <Slip title={t('order')} description={t('orderLead')}>
          <ol className="list-decimal space-y-2 ps-5">
            {CHECKS.map((check) => (
              <li key={check}>{t(`checks.${check}`)}</li>
            ))}
          </ol>
        </Slip>
        <Slip title={t('delivery')}>
          <ul className="list-disc space-y-2 ps-5">
            {RULES.map((rule) => (
              <li key={rule}>{t(`rules.${rule}`)}</li>
            ))}
          </ul>
        </Slip>
        <Slip title={t('headers')} description={t('headersLead')}>
          <table className="w-full" aria-label={t('headers')}>
            <tbody className="divide-y divide-line">
              {HEADERS.map((header) => (
                <tr key={header}>
                  <th
                    scope="row"
                    className="w-44 py-2 pe-4 text-start align-top font-mono text-xs font-normal"
                  >
                    {header}
                  </th>
                  <td className="py-2">{t(`header.${header}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="mt-3">{t('headersText')}</p>
        </Slip>
        <Slip title={t('fields')}>
          <ul className="list-disc space-y-1 ps-5">
            {Object.values(dialects).map(({ id, reference }) => (
              <li key={id}>
                <PageLink
                  href={`/docs/${id}#${reference.notification.id}`}
                  className="text-accent hover:underline"
                >
                  {inLanguage(reference.title, locale)}
                </PageLink>
              </li>
            ))}
          </ul>
        </Slip>
      </div>
    </>
  );
}
