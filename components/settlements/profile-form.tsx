'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import type { Action } from '@/lib/auth/action-result';
import type { MerchantSettings } from '@/lib/core/merchants';
import { SETTLEMENT_METHODS } from '@/lib/core/vocabulary';

interface ProfileFormProps {
  settings: Pick<MerchantSettings, 'settlementMethod' | 'settlementAccount' | 'settlementHolder'>;
  save: Action<null>;
}

export function ProfileForm({ settings, save }: ProfileFormProps) {
  const t = useTranslations('settlements');
  const method = useTranslations('settlementMethod');
  const common = useTranslations('common');
  return (
    <ActionForm action={save} submitLabel={common('save')} doneLabel={common('saved')}>
      <Choice
        name="settlementMethod"
        label={t('method')}
        options={SETTLEMENT_METHODS.map((id) => ({ id, label: method(id) }))}
        defaultValue={settings.settlementMethod ?? SETTLEMENT_METHODS[0]}
      />
      <Field
        name="settlementAccount"
        label={t('account')}
        hint={t('accountHint')}
        defaultValue={settings.settlementAccount ?? ''}
        autoComplete="off"
        isRequired
      />
      <Field
        name="settlementHolder"
        label={t('holder')}
        defaultValue={settings.settlementHolder ?? ''}
        autoComplete="off"
        isRequired
      />
    </ActionForm>
  );
}
