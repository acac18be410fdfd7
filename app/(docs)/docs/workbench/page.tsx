import type { Metadata } from 'next';
import { type Locale, NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { type Endpoint, Workbench } from '@/components/docs/workbench';
import { PageHeader } from '@/components/ui/page-header';
import { dialects } from '@/lib/dialects';
import type { CallbackReference, DialectReference, OperationReference } from '@/lib/dialects/reference';
import { EXAMPLE_APPKEY, exampleOf, inLanguage, type OwnKeys } from '../describe';
import { ownKeys } from '../own-keys';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workbench'))('title') };
}

const SECRETS = { appsecret: 'appsecret', epayKey: 'KEY', vmqKey: 'key' };

/** Null for what is not signed by a recipe. */
function endpointOf(
  { title }: DialectReference,
  one: OperationReference | CallbackReference,
  locale: Locale,
  keys: OwnKeys,
): Endpoint | null {
  const { signature } = one;
  if (signature.kind !== 'joined' && signature.kind !== 'sorted') return null;
  const sent = one.fields
    .filter(({ name }) => name !== 'sign')
    .filter(({ isRequired }) => isRequired || signature.kind === 'joined')
    .map((field) => ({ name: field.name, example: exampleOf(field, keys), isSent: true }));
  const isAppkeyUnsent =
    signature.kind === 'joined' &&
    signature.fields.includes('appkey') &&
    sent.every(({ name }) => name !== 'appkey');
  const appkey = { name: 'appkey', example: keys.appkey ?? EXAMPLE_APPKEY, isSent: false };
  return {
    id: one.id,
    title: `${inLanguage(title, locale)} · ${inLanguage(one.title, locale)}`,
    isCallback: !('operation' in one),
    recipe: signature,
    secret: SECRETS[signature.secret],
    fields: isAppkeyUnsent ? [appkey, ...sent] : sent,
  };
}

export default async function WorkbenchPage() {
  const [t, locale, { common, workbench }, keys] = await Promise.all([
    getTranslations('workbench'),
    getLocale(),
    getMessages(),
    ownKeys(),
  ]);
  const endpoints = Object.values(dialects).flatMap(({ reference }) =>
    [...reference.operations, reference.notification, reference.redirect]
      .map((one) => endpointOf(reference, one, locale, keys))
      .filter((endpoint) => endpoint !== null),
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <NextIntlClientProvider messages={{ common, workbench }}>
        <Workbench endpoints={endpoints} />
      </NextIntlClientProvider>
    </>
  );
}
