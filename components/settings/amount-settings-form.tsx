'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import type { Action } from '@/lib/auth/action-result';
import type { MerchantSettings } from '@/lib/core/merchants';

const NUMBERS = [
  ['amountSpreadFen', 'spread', 'spreadHint'],
  ['amountSpreadPercent', 'percent', 'percentHint'],
  ['amountRestSeconds', 'rest', 'restHint'],
  ['openPerVisitorMax', 'perVisitor', 'perVisitorHint'],
  ['openPerContactMax', 'perContact', 'perContactHint'],
  ['openMax', 'openMax', 'openMaxHint'],
] as const satisfies readonly (readonly [keyof MerchantSettings, string, string])[];

interface AmountSettingsFormProps {
  settings: Pick<MerchantSettings, 'amountDirection' | (typeof NUMBERS)[number][0]>;
  /** How many orders of ¥1, ¥10 and ¥100 may wait on one account with these settings. */
  places: { one: number; ten: number; hundred: number };
  save: Action<null>;
}

/** Which amounts buyers are asked for, and how many orders may wait for them. */
export function AmountSettingsForm({ settings, places, save }: AmountSettingsFormProps) {
  const t = useTranslations('settings');
  const common = useTranslations('common');
  return (
    <ActionForm action={save} submitLabel={common('save')} doneLabel={common('saved')}>
      <p className="text-sm text-muted">{t('amounts.places', places)}</p>
      <Choice
        name="amountDirection"
        label={t('direction')}
        hint={t('directionHint')}
        defaultValue={settings.amountDirection}
        options={(['down', 'up', 'down_then_up'] as const).map((id) => ({ id, label: t(id) }))}
      />
      {NUMBERS.map(([name, label, hint]) => (
        <Field
          key={name}
          name={name}
          label={t(`amounts.${label}`)}
          hint={t(`amounts.${hint}`)}
          defaultValue={String(settings[name])}
          inputMode="numeric"
          autoComplete="off"
          isRequired
        />
      ))}
    </ActionForm>
  );
}
