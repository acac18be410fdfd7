import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import { requireOperator } from '@/lib/auth/current-user';
import { logonFee } from '@/lib/core/sessions';
import { changeFee } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('fees'))('title') };
}

export default async function FeesPage() {
  await requireOperator();
  const [t, common, points] = await Promise.all([
    getTranslations('fees'),
    getTranslations('common'),
    logonFee('live'),
  ]);
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="slip max-w-xl p-4 sm:p-6">
        <ActionForm action={changeFee} submitLabel={common('save')} doneLabel={common('saved')}>
          <Field
            name="points"
            label={t('points')}
            hint={t('pointsHint')}
            defaultValue={String(points)}
            inputMode="numeric"
            autoComplete="off"
            isRequired
          />
        </ActionForm>
      </div>
    </>
  );
}
