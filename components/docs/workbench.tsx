'use client';

import { Input, Label, TextArea, TextField } from '@heroui/react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { type Difference, explainDifference } from '@/components/docs/signature/explain-difference';
import { makeSignature, type Recipe, type SentFields } from '@/components/docs/signature/make-signature';
import { readPasted } from '@/components/docs/signature/read-pasted';
import { Choice } from '@/components/ui/choice';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { Slip } from '@/components/ui/slip';

/** A call or a callback whose signature can be tried. */
export interface Endpoint {
  readonly id: string;
  readonly title: string;
  readonly isCallback: boolean;
  readonly recipe: Recipe;
  /** The secret's name where it is found in the admin. */
  readonly secret: string;
  /** What can be sent, without the signature; the appkey stands here even where it does not travel. */
  readonly fields: readonly { readonly name: string; readonly example: string; readonly isSent: boolean }[];
}

const DOTS = '••••••••';

interface TextInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isMultiline?: boolean;
  isSecret?: boolean;
}

function TextInput({ label, value, onChange, isMultiline = false, isSecret = false }: TextInputProps) {
  return (
    <TextField fullWidth value={value} onChange={onChange} type={isSecret ? 'password' : 'text'}>
      <Label>{label}</Label>
      {isMultiline ? (
        <TextArea rows={4} spellCheck={false} className="font-mono" />
      ) : (
        <Input autoComplete="off" spellCheck={false} className="font-mono" />
      )}
    </TextField>
  );
}

function Step({ label, text, isCopied = true }: { label: string; text: string; isCopied?: boolean }) {
  return (
    <div className="border-t border-line py-3 first:border-0 first:pt-0">
      <dt className="flex min-h-7 items-center justify-between gap-2 text-xs text-muted">
        {label}
        {isCopied ? <CopyButton text={text} name={label} isCompact /> : null}
      </dt>
      <dd className="font-mono text-xs leading-5 break-all whitespace-pre-wrap">{text}</dd>
    </div>
  );
}

/** The three texts of a signature, with the secret masked. */
function Steps({ recipe, fields, secret }: { recipe: Recipe; fields: SentFields; secret: string }) {
  const t = useTranslations('workbench');
  const { text, inner, sign } = makeSignature(recipe, fields, secret);
  const hidden = `${inner ?? text}${DOTS}`;
  return (
    <>
      <dl>
        <Step label={t('text')} text={text} />
        {inner === null ? null : <Step label={t('inner')} text={inner} />}
        <Step label={t('withSecret')} text={hidden} isCopied={false} />
        {secret === '' ? null : <Step label="sign" text={sign} />}
      </dl>
      {secret === '' ? <p className="border-t border-line py-3 text-muted">{t('secretMissing')}</p> : null}
    </>
  );
}

function Explanation({ difference }: { difference: Difference | null }) {
  const t = useTranslations('workbench');
  if (difference === null) return <Notice kind="info" role="status" title={t('matches')} />;
  const isTaken = difference.found.every(({ mistake }) => mistake === 'upper_case');
  return (
    <Notice kind={isTaken ? 'attention' : 'loss'} role="status" title={t(isTaken ? 'taken' : 'differs')}>
      {difference.found.map(({ mistake, field }) => (
        <p key={`${mistake}${field ?? ''}`}>
          {field === undefined ? null : <code className="font-mono">{field}: </code>}
          {t(`mistakes.${mistake}`)}
        </p>
      ))}
      {difference.text === null ? null : (
        <>
          <p className="text-xs text-muted">{t('yourText')}</p>
          <p className="font-mono text-xs break-all whitespace-pre-wrap">{difference.text}</p>
        </>
      )}
    </Notice>
  );
}

/** From fields to a signature, and from the reader's signature to what is wrong with it. */
function Forward({ endpoint, secret }: { endpoint: Endpoint; secret: string }) {
  const t = useTranslations('workbench');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [given, setGiven] = useState('');
  const textOf = (name: string, example: string) => values[name] ?? example;
  const fields = new Map(endpoint.fields.map(({ name, example }) => [name, textOf(name, example)]));
  const { recipe } = endpoint;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Slip title={t('fields')} description={t('fieldsHint')}>
        <div className="space-y-3">
          {endpoint.fields.map(({ name, example, isSent }) => (
            <TextInput
              key={name}
              label={isSent ? name : `${name} · ${t('notSent')}`}
              value={textOf(name, example)}
              onChange={(text) => setValues({ ...values, [name]: text })}
            />
          ))}
        </div>
      </Slip>
      <div className="space-y-4 xl:sticky xl:top-20">
        <Slip title={t('steps')}>
          <Steps recipe={recipe} fields={fields} secret={secret} />
        </Slip>
        <Slip title={t('compare')} description={t('compareHint')}>
          <div className="space-y-3">
            <TextInput label={t('yourSign')} value={given} onChange={setGiven} />
            {given.trim() === '' ? null : secret === '' ? (
              <p className="text-muted">{t('secretMissing')}</p>
            ) : (
              <Explanation difference={explainDifference(recipe, fields, secret, given.trim())} />
            )}
          </div>
        </Slip>
      </div>
    </div>
  );
}

/** A received callback or return, verified as the merchant's server should. */
function Backward({ endpoint, secret }: { endpoint: Endpoint; secret: string }) {
  const t = useTranslations('workbench');
  const [pasted, setPasted] = useState('');
  const unsent = endpoint.fields.find(({ isSent }) => !isSent);
  const [appkey, setAppkey] = useState(unsent?.example ?? '');
  const sent = readPasted(pasted);
  const fields = unsent === undefined ? sent : new Map([[unsent.name, appkey], ...sent]);
  const sign = sent.get('sign') ?? '';
  const { recipe } = endpoint;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Slip title={t('pasted')} description={t('pastedHint')}>
        <div className="space-y-3">
          <TextInput label={t('pasted')} value={pasted} onChange={setPasted} isMultiline />
          {unsent === undefined ? null : (
            <TextInput label={`${unsent.name} · ${t('notSent')}`} value={appkey} onChange={setAppkey} />
          )}
        </div>
      </Slip>
      <Slip title={t('verdict')}>
        {pasted.trim() === '' ? (
          <p className="text-muted">{t('nothingPasted')}</p>
        ) : sign === '' ? (
          <Notice kind="loss" role="status" title={t('noSign')} />
        ) : (
          <div className="space-y-4">
            {secret === '' ? null : (
              <Explanation difference={explainDifference(recipe, fields, secret, sign)} />
            )}
            <Steps recipe={recipe} fields={fields} secret={secret} />
          </div>
        )}
      </Slip>
    </div>
  );
}

const MODES = ['forward', 'backward'] as const;

/** Signs and verifies in the browser; neither fields nor secret leave it. */
export function Workbench({ endpoints }: { endpoints: readonly Endpoint[] }) {
  const t = useTranslations('workbench');
  const [asked, setAsked] = useQueryState('endpoint', parseAsString.withDefault(''));
  const [askedMode, setMode] = useState<(typeof MODES)[number] | null>(null);
  const [secret, setSecret] = useState('');
  const endpoint = endpoints.find(({ id }) => id === asked) ?? endpoints[0];
  if (endpoint === undefined) return null;
  const mode = endpoint.isCallback ? (askedMode ?? 'backward') : 'forward';
  return (
    <div className="space-y-4">
      <div className="slip grid gap-4 p-4 sm:p-6 lg:grid-cols-3">
        <Choice
          label={t('endpoint')}
          options={endpoints.map(({ id, title }) => ({ id, label: title }))}
          value={endpoint.id}
          onChange={(id) => void setAsked(id)}
        />
        {endpoint.isCallback ? (
          <Choice
            label={t('mode')}
            options={MODES.map((id) => ({ id, label: t(id) }))}
            value={mode}
            onChange={(id) => setMode(MODES.find((one) => one === id) ?? null)}
          />
        ) : null}
        <TextInput
          label={`${endpoint.secret} · ${t('secretHint')}`}
          value={secret}
          onChange={setSecret}
          isSecret
        />
      </div>
      {mode === 'forward' ? (
        <Forward key={endpoint.id} endpoint={endpoint} secret={secret} />
      ) : (
        <Backward key={endpoint.id} endpoint={endpoint} secret={secret} />
      )}
    </div>
  );
}
