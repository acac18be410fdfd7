'use client';

import { Button } from '@heroui/react';
import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Choice } from '@/components/ui/choice';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { useFieldError } from '@/components/ui/field-errors';
import { Notice } from '@/components/ui/notice';
import { TickBox } from '@/components/ui/tick-box';
import type { TargetView } from '@/lib/core/notifications';
import { NOTIFIER_KINDS, type NotificationEvent, type NotifierKind } from '@/lib/core/vocabulary';

/** What a page knows of the targets on it. */
export interface About {
  readonly events: readonly NotificationEvent[];
  /** Whether the operator has set up mail. */
  readonly hasMail: boolean;
}

const KEY_BYTES = 32;

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

interface SecretProps {
  name: string;
  label: string;
  hint?: string;
  isChange: boolean;
}

function Secret({ name, label, hint, isChange }: SecretProps) {
  const keep = useTranslations('notifications.field')('keep');
  return (
    <Field
      name={name}
      label={label}
      autoComplete="off"
      inputMode="url"
      {...(isChange ? { hint: keep } : hint === undefined ? {} : { hint })}
    />
  );
}

/** The signing key of a webhook, made here so that it can be copied to the other side before it is sealed. */
function SigningKey({ isChange }: { isChange: boolean }) {
  const t = useTranslations('notifications.field');
  const [key, setKey] = useState('');
  return (
    <div className="flex flex-col gap-2">
      <Field
        name="secret"
        label={t('secret')}
        hint={t(isChange ? 'keep' : 'secretHint')}
        autoComplete="off"
        value={key}
        onChange={setKey}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" size="sm" onPress={() => setKey(newKey())}>
          <KeyRound aria-hidden="true" />
          {t('makeSecret')}
        </Button>
        {key === '' ? null : <CopyButton text={key} name={t('secret')} />}
      </div>
    </div>
  );
}

function KindFields({
  kind,
  target,
  hasMail,
}: {
  kind: NotifierKind;
  target?: TargetView;
  hasMail: boolean;
}) {
  const t = useTranslations('notifications.field');
  const isChange = target !== undefined;
  const shown = target?.shown ?? {};
  if (kind === 'mail') {
    return (
      <>
        {hasMail ? null : <Notice kind="attention">{t('noMail')}</Notice>}
        <Field
          name="address"
          label={t('address')}
          type="email"
          defaultValue={shown.address ?? ''}
          isRequired
        />
      </>
    );
  }
  if (kind === 'webhook') {
    return (
      <>
        <Field name="url" label={t('url')} inputMode="url" defaultValue={shown.url ?? ''} isRequired />
        <SigningKey isChange={isChange} />
      </>
    );
  }
  if (kind === 'telegram') {
    return (
      <>
        <Secret name="token" label={t('botToken')} hint={t('botTokenHint')} isChange={isChange} />
        <Field
          name="chat"
          label={t('chat')}
          hint={t('chatHint')}
          defaultValue={shown.chat ?? ''}
          isRequired
        />
      </>
    );
  }
  const name = { wecom: 'key', dingtalk: 'token', feishu: 'hook' }[kind];
  return (
    <>
      <Secret name={name} label={t('robot')} hint={t(`robotHint.${kind}`)} isChange={isChange} />
      {kind === 'wecom' ? null : (
        <Secret name="sign" label={t('sign')} hint={t(`signHint.${kind}`)} isChange={isChange} />
      )}
    </>
  );
}

function Events({
  about,
  chosen,
  choose,
}: {
  about: About;
  chosen: readonly NotificationEvent[];
  choose: (events: NotificationEvent[]) => void;
}) {
  const t = useTranslations('notifications');
  const error = useFieldError('events');
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="mb-1 text-sm font-medium">{t('field.events')}</legend>
      <div className="grid grid-cols-1 sm:grid-cols-2">
        {about.events.map((event) => (
          <TickBox
            key={event}
            isSelected={chosen.includes(event)}
            onChange={(isOn) =>
              choose(about.events.filter((one) => (one === event ? isOn : chosen.includes(one))))
            }
          >
            {t(`event.${event}`)}
          </TickBox>
        ))}
      </div>
      {error === undefined ? null : (
        <p role="alert" className="text-xs text-loss">
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface TargetFieldsProps {
  about: About;
  target?: TargetView;
  kind: NotifierKind;
  chooseKind: (kind: NotifierKind) => void;
  events: readonly NotificationEvent[];
  chooseEvents: (events: NotificationEvent[]) => void;
}

/** What a kind of target needs to be known, and what it is told. */
export function TargetFields({ about, target, kind, chooseKind, events, chooseEvents }: TargetFieldsProps) {
  const t = useTranslations('notifications');
  return (
    <>
      {target === undefined ? (
        <Choice
          label={t('field.kind')}
          options={NOTIFIER_KINDS.map((id) => ({ id, label: t(`kind.${id}`) }))}
          value={kind}
          onChange={(id) => chooseKind(id as NotifierKind)}
        />
      ) : null}
      <Field name="label" label={t('field.label')} defaultValue={target?.label ?? ''} isRequired />
      <KindFields
        key={kind}
        kind={kind}
        hasMail={about.hasMail}
        {...(target === undefined ? {} : { target })}
      />
      <Events about={about} chosen={events} choose={chooseEvents} />
      <Choice
        name="language"
        label={t('field.language')}
        options={[
          { id: 'zh-CN', label: '简体中文' },
          { id: 'en', label: 'English' },
        ]}
        defaultValue={target?.language ?? 'zh-CN'}
      />
    </>
  );
}
