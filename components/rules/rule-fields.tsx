'use client';

import { Button, Input, Label, TextField } from '@heroui/react';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { admitsNothing } from '@/components/rules/describe-rule';
import { type RuleDraft, termsOf } from '@/components/rules/rule-draft';
import { useRuleSentence } from '@/components/rules/use-rule-sentence';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { useFieldError } from '@/components/ui/field-errors';
import { Notice } from '@/components/ui/notice';
import { TickBox } from '@/components/ui/tick-box';
import { PROVINCES } from '@/lib/platform/region/provinces';

const WINDOWS_MAX = 8;

interface DraftProps {
  draft: RuleDraft;
  change: (part: Partial<RuleDraft>) => void;
}

function Refusal({ field }: { field: string }) {
  const error = useFieldError(field);
  return error === undefined ? null : (
    <p role="alert" className="text-xs text-loss">
      {error}
    </p>
  );
}

function Group({ legend, hint, children }: { legend: string; hint: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {children}
      <p className="text-xs text-muted">{hint}</p>
    </fieldset>
  );
}

function Hours({ draft, change }: DraftProps) {
  const t = useTranslations('rules.field');
  const { windows } = draft;
  const set = (key: number, part: { from?: string; to?: string }) =>
    change({ windows: windows.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const add = () => {
    const key = Math.max(-1, ...windows.map((one) => one.key)) + 1;
    change({ windows: [...windows, { key, from: '09:00', to: '23:00' }] });
  };
  return (
    <Group legend={t('windows')} hint={t('windowsHint')}>
      {windows.map(({ key, from, to }, index) => {
        const place = index + 1;
        return (
          <div key={key} className="flex items-center gap-2">
            <TextField
              type="time"
              value={from}
              onChange={(text) => set(key, { from: text })}
              className="min-w-0 flex-1"
            >
              <Label className="sr-only">{t('from', { place })}</Label>
              <Input className="figures" />
            </TextField>
            <span aria-hidden="true" className="text-muted">
              –
            </span>
            <TextField
              type="time"
              value={to}
              onChange={(text) => set(key, { to: text })}
              className="min-w-0 flex-1"
            >
              <Label className="sr-only">{t('to', { place })}</Label>
              <Input className="figures" />
            </TextField>
            <Button
              variant="ghost"
              isIconOnly
              aria-label={t('dropWindow', { place })}
              onPress={() => change({ windows: windows.filter((one) => one.key !== key) })}
            >
              <X aria-hidden="true" />
            </Button>
          </div>
        );
      })}
      <Refusal field="windows" />
      {windows.length >= WINDOWS_MAX ? null : (
        <div>
          <Button variant="outline" size="sm" onPress={add}>
            <Plus aria-hidden="true" />
            {t('addWindow')}
          </Button>
        </div>
      )}
    </Group>
  );
}

function Limits({ draft, change }: DraftProps) {
  const t = useTranslations('rules.field');
  const field = (name: 'min' | 'max' | 'daily' | 'dailyCount', inputMode: 'decimal' | 'numeric') => (
    <Field
      name={name}
      label={t(name)}
      value={draft[name]}
      onChange={(text) => change({ [name]: text })}
      inputMode={inputMode}
      autoComplete="off"
      placeholder={t('unlimited')}
    />
  );
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {field('min', 'decimal')}
        {field('max', 'decimal')}
        {field('daily', 'decimal')}
        {field('dailyCount', 'numeric')}
      </div>
      <p className="-mt-2 text-xs text-muted">{t('dailyHint')}</p>
    </>
  );
}

function Payers({ draft, change }: DraftProps) {
  const t = useTranslations('rules.field');
  const province = useTranslations('province');
  const { isAnywhere, regions, isUnknownRegionServed } = draft;
  const turn = (one: (typeof PROVINCES)[number], isOn: boolean) =>
    change({ regions: PROVINCES.filter((other) => (other === one ? isOn : regions.includes(other))) });
  return (
    <>
      <Choice
        label={t('regions')}
        hint={t('regionsHint')}
        options={[
          { id: 'anywhere', label: t('anywhere') },
          { id: 'chosen', label: t('chosen') },
        ]}
        value={isAnywhere ? 'anywhere' : 'chosen'}
        onChange={(id) => change({ isAnywhere: id === 'anywhere' })}
      />
      {isAnywhere ? null : (
        <Group legend={t('chosen')} hint={t('unknownHint')}>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-x-2">
            {PROVINCES.map((one) => (
              <TickBox key={one} isSelected={regions.includes(one)} onChange={(isOn) => turn(one, isOn)}>
                {province(one)}
              </TickBox>
            ))}
          </div>
          <Refusal field="regions" />
          <TickBox
            isSelected={isUnknownRegionServed}
            onChange={(isOn) => change({ isUnknownRegionServed: isOn })}
          >
            {t('unknown')}
          </TickBox>
        </Group>
      )}
    </>
  );
}

function Preview({ draft }: { draft: RuleDraft }) {
  const t = useTranslations('rules');
  const sentence = useRuleSentence();
  const terms = termsOf(draft);
  return (
    <>
      <Notice kind="info" title={t('preview')}>
        <p className="figures">{sentence(terms)}</p>
      </Notice>
      {admitsNothing(terms) ? (
        <Notice kind="attention" title={t('neverTitle')}>
          <p>{t('neverText')}</p>
        </Notice>
      ) : null}
    </>
  );
}

/** Everything that a rule says, with the sentence that it comes to while it is typed. */
export function RuleFields({ draft, change }: DraftProps) {
  const t = useTranslations('rules.field');
  return (
    <>
      <Field
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        value={draft.name}
        onChange={(name) => change({ name })}
        autoComplete="off"
        isRequired
      />
      <Hours draft={draft} change={change} />
      <Limits draft={draft} change={change} />
      <Payers draft={draft} change={change} />
      <div>
        <TickBox isSelected={draft.isDefault} onChange={(isDefault) => change({ isDefault })}>
          {t('isDefault')}
        </TickBox>
        <p className="text-xs text-muted">{t('isDefaultHint')}</p>
      </div>
      <Preview draft={draft} />
    </>
  );
}
