'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import type { Action } from '@/lib/auth/action-result';
import type { MerchantSettings } from '@/lib/core/merchants';

interface FrameOriginsFormProps {
  settings: Pick<MerchantSettings, 'frameOrigins'>;
  save: Action<null>;
}

/** The sites that may hold the checkout in a frame, one to a line. */
export function FrameOriginsForm({ settings, save }: FrameOriginsFormProps) {
  const t = useTranslations('settings.frames');
  const common = useTranslations('common');
  return (
    <ActionForm action={save} submitLabel={common('save')} doneLabel={common('saved')}>
      <Field
        name="frameOrigins"
        label={t('origins')}
        hint={t('hint')}
        defaultValue={settings.frameOrigins.join('\n')}
        placeholder="https://shop.example"
        inputMode="url"
        autoComplete="off"
        isMultiline
      />
    </ActionForm>
  );
}
