'use client';

import { Button, Spinner } from '@heroui/react';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { SubmitForm } from '@/components/ui/submit-form';

interface Refusal {
  readonly kind: 'refused' | 'locked' | 'unreachable';
  readonly minutes: number;
}

/** The server answers `refused` or `locked:<seconds>`; anything else is a fault of ours. */
function readRefusal(error: string): Refusal {
  const [kind, seconds] = error.split(':');
  if (kind === 'locked') return { kind, minutes: Math.max(1, Math.ceil(Number(seconds ?? 60) / 60)) };
  return { kind: kind === 'refused' || kind === 'CredentialsSignin' ? 'refused' : 'unreachable', minutes: 0 };
}

export function SignInForm() {
  const t = useTranslations('signIn');
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const enter = async (fields: FormData) => {
    setPending(true);
    const answer = await signIn('credentials', {
      email: String(fields.get('email')),
      password: String(fields.get('password')),
      redirect: false,
    }).catch(() => undefined);
    if (answer?.ok === true) {
      window.location.assign('/');
      return;
    }
    setRefusal(readRefusal(answer?.error ?? 'unreachable'));
    setPending(false);
  };

  return (
    <SubmitForm className="flex flex-col gap-4" onSubmit={enter}>
      <Field name="email" type="email" label={t('email')} autoComplete="username" isRequired />
      <Field
        name="password"
        type="password"
        label={t('password')}
        autoComplete="current-password"
        isRequired
      />
      {refusal === null ? null : (
        <Notice kind="loss" role="alert" title={t(`${refusal.kind}.title`)}>
          <p>{t(`${refusal.kind}.text`, { minutes: refusal.minutes })}</p>
        </Notice>
      )}
      <Button type="submit" fullWidth isPending={isPending}>
        {isPending ? <Spinner size="sm" color="current" /> : null}
        {t('submit')}
      </Button>
    </SubmitForm>
  );
}
