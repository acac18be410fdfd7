'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import type { Action } from '@/lib/auth/action-result';
import type { PlatformView } from '@/lib/core/sessions';

/** Keys are only ever written here: what is kept does not come back. */
export function PlatformForm({ platform, save }: { platform: PlatformView; save: Action<null> }) {
  const t = useTranslations('platforms');
  const common = useTranslations('common');
  const { values, secretNames } = platform;
  const hintOf = (name: 'privateKey' | 'alipayPublicKey') =>
    t(secretNames.includes(name) ? 'kept' : `${name}Hint`);
  return (
    <ActionForm action={save} submitLabel={common('save')} doneLabel={common('saved')}>
      {(['gatewayUrl', 'authoriseUrl'] as const).map((name) => (
        <Field
          key={name}
          name={name}
          label={t(name)}
          hint={t('addressHint')}
          defaultValue={values[name] ?? ''}
          inputMode="url"
          autoComplete="off"
          isRequired
        />
      ))}
      <Field
        name="appId"
        label={t('appId')}
        defaultValue={values.appId ?? ''}
        inputMode="numeric"
        autoComplete="off"
        isRequired
      />
      <Field
        name="callsPerSecond"
        label={t('callsPerSecond')}
        hint={t('callsHint')}
        defaultValue={values.callsPerSecond ?? ''}
        inputMode="numeric"
        autoComplete="off"
      />
      {(['alipayPublicKey', 'privateKey'] as const).map((name) => (
        <Field key={name} name={name} label={t(name)} hint={hintOf(name)} autoComplete="off" isMultiline />
      ))}
    </ActionForm>
  );
}
