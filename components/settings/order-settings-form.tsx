'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import type { Action } from '@/lib/auth/action-result';
import type { MerchantSettings } from '@/lib/core/merchants';

interface OrderSettingsFormProps {
  settings: Pick<MerchantSettings, 'orderTtlSeconds' | 'latePolicy'>;
  save: Action<null>;
}

export function OrderSettingsForm({ settings, save }: OrderSettingsFormProps) {
  const t = useTranslations('settings');
  const common = useTranslations('common');
  return (
    <ActionForm action={save} submitLabel={common('save')} doneLabel={common('saved')}>
      <Field
        name="orderTtlSeconds"
        label={t('orderTtl')}
        hint={t('orderTtlHint')}
        defaultValue={String(settings.orderTtlSeconds)}
        inputMode="numeric"
        autoComplete="off"
        isRequired
      />
      <Choice
        name="latePolicy"
        label={t('latePolicy')}
        hint={t('latePolicyHint')}
        defaultValue={settings.latePolicy}
        options={[
          { id: 'hold', label: t('lateHold') },
          { id: 'settle', label: t('lateSettle') },
        ]}
      />
    </ActionForm>
  );
}
