'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SecretList } from '@/components/settings/secret-list';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { Action } from '@/lib/auth/action-result';

interface PasswordFormProps {
  /** True for merchants, whose appsecret changes with the password. */
  rotatesSecret: boolean;
  action: Action<{ appsecret: string | null }>;
}

export function PasswordForm({ rotatesSecret, action }: PasswordFormProps) {
  const t = useTranslations('security');
  const keys = useTranslations('keys');
  const [done, setDone] = useState<{ appsecret: string | null } | null>(null);
  if (done !== null) {
    return (
      <div className="flex flex-col gap-4">
        <Notice kind="info" role="status" title={t('doneTitle')}>
          <p>{t('doneText')}</p>
        </Notice>
        {done.appsecret === null ? null : (
          <>
            <Notice kind="attention">
              <p>{keys('shownOnce')}</p>
            </Notice>
            <SecretList lines={[{ label: t('newSecret'), text: done.appsecret }]} />
          </>
        )}
      </div>
    );
  }
  return (
    <ActionForm
      action={action}
      onDone={setDone}
      refreshes={false}
      submitLabel={t(rotatesSecret ? 'submit' : 'submitOperator')}
    >
      {rotatesSecret ? (
        <Notice kind="attention" title={t('rotates')}>
          <p>{t('rotatesText')}</p>
        </Notice>
      ) : null}
      <Field name="current" type="password" label={t('current')} autoComplete="current-password" isRequired />
      <Field
        name="next"
        type="password"
        label={t('next')}
        hint={t('nextHint')}
        autoComplete="new-password"
        isRequired
      />
      <Field name="again" type="password" label={t('again')} autoComplete="new-password" isRequired />
    </ActionForm>
  );
}
