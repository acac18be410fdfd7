'use client';

import { Button, Spinner } from '@heroui/react';
import { PlugZap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { RawText } from '@/components/ui/raw-text';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { MerchantSettings } from '@/lib/core/merchants';
import type { TransportFailure } from '@/lib/platform/http';

/** What one look at an address showed. */
export interface AddressCheck {
  readonly durationMs: number;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly failure: TransportFailure | null;
  /** What is the matter with the answer, in words; null when nothing is. */
  readonly diagnosis: string | null;
  /** The first 200 characters of the answer. */
  readonly head: string;
}

type AddressName = 'notifyUrl' | 'returnUrl' | 'timeoutUrl';

const HINTS = { notifyUrl: 'notifyHint', returnUrl: 'returnHint', timeoutUrl: 'timeoutHint' } as const;

interface AddressFormProps {
  settings: Pick<MerchantSettings, AddressName>;
  save: Action<null>;
  check: Action<AddressCheck>;
}

function CheckResult({ name, result }: { name: string; result: AddressCheck }) {
  const t = useTranslations('settings');
  const { status, failure, diagnosis, head } = result;
  const ms = Math.round(result.durationMs);
  if (status === null) {
    return (
      <Notice kind="loss" role="status" title={t('checkFailed', { ms })}>
        {failure === null ? null : <p>{t(`failure.${failure}`)}</p>}
      </Notice>
    );
  }
  const isFine = status >= 200 && status < 300 && diagnosis === null;
  return (
    <Notice
      kind={isFine ? 'info' : 'attention'}
      role="status"
      title={t(isFine ? 'checkOk' : 'checkStatus', { status, ms })}
    >
      {diagnosis === null ? null : <p>{diagnosis}</p>}
      <p className="text-xs text-muted">{t('checkFirstBytes')}</p>
      <RawText label={`${name} · ${t('checkFirstBytes')}`} text={head === '' ? t('checkEmpty') : head} />
    </Notice>
  );
}

function AddressField({
  name,
  initial,
  check,
}: {
  name: AddressName;
  initial: string;
  check: Action<AddressCheck>;
}) {
  const t = useTranslations('settings');
  const [address, setAddress] = useState(initial);
  const [result, setResult] = useState<AddressCheck | null>(null);
  const { run, isPending, problem, fieldErrors } = useAction(check, setResult);
  const refusal = fieldErrors.address;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-end gap-2">
        <Field
          name={name}
          label={t(name)}
          value={address}
          onChange={(text) => {
            setAddress(text);
            setResult(null);
          }}
          inputMode="url"
          autoComplete="off"
          placeholder="https://"
          className="min-w-0 flex-1"
        />
        <Button
          variant="outline"
          aria-label={t('checkNamed', { name: t(name) })}
          isPending={isPending}
          isDisabled={address.trim() === ''}
          onPress={() => run({ address })}
        >
          {isPending ? <Spinner size="sm" color="current" /> : <PlugZap aria-hidden="true" />}
          {t('check')}
        </Button>
      </div>
      <p className="text-xs text-muted">{t(HINTS[name])}</p>
      {refusal === undefined ? null : (
        <p role="alert" className="text-loss">
          {refusal}
        </p>
      )}
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {result === null || isPending ? null : <CheckResult name={t(name)} result={result} />}
    </div>
  );
}

export function AddressForm({ settings, save, check }: AddressFormProps) {
  const t = useTranslations('common');
  return (
    <ActionForm action={save} submitLabel={t('save')} doneLabel={t('saved')}>
      <AddressField name="notifyUrl" initial={settings.notifyUrl ?? ''} check={check} />
      <AddressField name="returnUrl" initial={settings.returnUrl ?? ''} check={check} />
      <AddressField name="timeoutUrl" initial={settings.timeoutUrl ?? ''} check={check} />
    </ActionForm>
  );
}
