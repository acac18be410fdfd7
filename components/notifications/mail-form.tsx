'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TestNotice, type TestResult } from '@/components/notifications/test-button';
import { ActionForm } from '@/components/ui/action-form';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import type { Action } from '@/lib/auth/action-result';
import type { MailSettings, RobotBases } from '@/lib/core/notifications';

interface MailFormProps {
  settings: (MailSettings & { hasPassword: boolean }) | null;
  action: Action<null>;
}

/** The operator's mail server. */
export function MailForm({ settings, action }: MailFormProps) {
  const t = useTranslations('notifications.operator');
  const save = useTranslations('common')('save');
  const securities = (['tls', 'starttls', 'none'] as const).map((id) => ({
    id,
    label: t(`securities.${id}`),
  }));
  return (
    <ActionForm action={action} submitLabel={save} doneLabel={t('saved')}>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-[minmax(0,1fr)_7rem]">
        <Field
          name="host"
          label={t('host')}
          defaultValue={settings?.host ?? ''}
          placeholder="smtp.example.com"
          isRequired
        />
        <Field
          name="port"
          label={t('port')}
          inputMode="numeric"
          defaultValue={String(settings?.port ?? 465)}
          isRequired
        />
      </div>
      <Choice
        name="security"
        label={t('security')}
        options={securities}
        defaultValue={settings?.security ?? 'tls'}
      />
      <Field name="from" label={t('from')} type="email" defaultValue={settings?.from ?? ''} isRequired />
      <Field
        name="user"
        label={t('user')}
        hint={t('userHint')}
        autoComplete="off"
        defaultValue={settings?.user ?? ''}
      />
      <Field
        name="password"
        label={t('password')}
        type="password"
        autoComplete="new-password"
        {...(settings?.hasPassword === true ? { hint: t('passwordKeep') } : {})}
      />
    </ActionForm>
  );
}

/** A real mail to anybody, through the server that is saved. */
export function MailTrial({ action }: { action: Action<TestResult> }) {
  const t = useTranslations('notifications');
  const [result, setResult] = useState<TestResult | null>(null);
  return (
    <div className="space-y-4 border-t border-line pt-4">
      <h3 className="text-base">{t('operator.tryTitle')}</h3>
      <ActionForm action={action} onDone={setResult} submitLabel={t('test')} submitVariant="outline">
        <Field name="to" label={t('operator.tryTo')} type="email" isRequired />
      </ActionForm>
      {result === null ? null : <TestNotice result={result} />}
    </div>
  );
}

const PLATFORMS = ['wecom', 'dingtalk', 'feishu', 'telegram'] as const;

/** Where the robots' platforms are reached when not at their own addresses. */
export function RobotBasesForm({ bases, action }: { bases: RobotBases; action: Action<null> }) {
  const t = useTranslations('notifications');
  const save = useTranslations('common')('save');
  return (
    <ActionForm action={action} submitLabel={save} doneLabel={t('operator.saved')}>
      {PLATFORMS.map((kind) => (
        <Field key={kind} name={kind} label={t(`kind.${kind}`)} inputMode="url" defaultValue={bases[kind]} />
      ))}
    </ActionForm>
  );
}
