'use client';

import { Button } from '@heroui/react';
import { Pencil, Plus, RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { formatTime } from '@/components/ui/format';
import type { Action } from '@/lib/auth/action-result';
import type { Link } from '@/lib/core/quick-pay';
import { type Fen, formatYuan } from '@/lib/platform/money';

const inYuan = (amount: Fen | null | undefined) => (amount == null ? '' : formatYuan(amount));

/** Minutes are enough to type; the form takes them back. */
const inMinutes = (at: Date | null | undefined) => (at == null ? '' : formatTime(at).slice(0, 16));

function LinkFields({ link }: { link?: Link }) {
  const t = useTranslations('quickPay.field');
  const amount = (name: 'min' | 'max' | 'dailyMax', hint?: string) => (
    <Field
      name={name}
      label={t(name)}
      {...(hint === undefined ? {} : { hint })}
      defaultValue={inYuan(link?.[name])}
      inputMode="decimal"
      autoComplete="off"
      placeholder={t('unlimited')}
    />
  );
  return (
    <>
      <Field
        name="title"
        label={t('title')}
        hint={t('titleHint')}
        defaultValue={link?.title ?? ''}
        autoComplete="off"
        isRequired
      />
      <Field
        name="contactLabel"
        label={t('contactLabel')}
        hint={t('contactLabelHint')}
        defaultValue={link?.contactLabel ?? ''}
        autoComplete="off"
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {amount('min')}
        {amount('max')}
      </div>
      <p className="-mt-2 text-xs text-muted">{t('rangeHint')}</p>
      <Field
        name="presets"
        label={t('presets')}
        hint={t('presetsHint')}
        defaultValue={link?.presets.map(formatYuan).join(' ') ?? ''}
        autoComplete="off"
      />
      <Choice
        name="skin"
        label={t('skin')}
        defaultValue={String(link?.skin ?? 0)}
        options={(['0', '1'] as const).map((id) => ({ id, label: t(`skin${id}`) }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          name="paymentsMax"
          label={t('paymentsMax')}
          defaultValue={link?.paymentsMax == null ? '' : String(link.paymentsMax)}
          inputMode="numeric"
          autoComplete="off"
          placeholder={t('unlimited')}
        />
        {amount('dailyMax')}
      </div>
      <p className="-mt-2 text-xs text-muted">{t('limitsHint')}</p>
      <Field
        name="expiresAt"
        label={t('expiresAt')}
        hint={t('expiresAtHint')}
        defaultValue={inMinutes(link?.expiresAt)}
        autoComplete="off"
        placeholder={t('never')}
      />
      <Field
        name="closedMessage"
        label={t('closedMessage')}
        hint={t('closedMessageHint')}
        defaultValue={link?.closedMessage ?? ''}
        isMultiline
      />
    </>
  );
}

export function AddLinkDialog({ action }: { action: Action<{ linkId: number }> }) {
  const t = useTranslations('quickPay');
  const router = useRouter();
  const trigger = (
    <Button>
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('addTitle')}
      action={action}
      onDone={({ linkId }) => router.push(`/quick-pay/${linkId}`)}
      submitLabel={t('add')}
    >
      <LinkFields />
    </FormDialog>
  );
}

export function EditLinkDialog({ link, action }: { link: Link; action: Action<null> }) {
  const t = useTranslations('quickPay');
  const common = useTranslations('common');
  const trigger = (
    <Button>
      <Pencil aria-hidden="true" />
      {t('edit')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('editTitle')}
      action={action}
      fixed={{ linkId: link.id }}
      submitLabel={common('save')}
    >
      <LinkFields link={link} />
    </FormDialog>
  );
}

export function RotateLinkDialog({ linkId, action }: { linkId: number; action: Action<null> }) {
  const t = useTranslations('quickPay');
  const trigger = (
    <Button variant="outline">
      <RefreshCw aria-hidden="true" />
      {t('rotate')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('rotateTitle')}
      size="sm"
      action={action}
      fixed={{ linkId }}
      submitLabel={t('rotate')}
    >
      <p>{t('rotateText')}</p>
      <Choice
        name="grace"
        label={t('grace')}
        defaultValue="7d"
        options={(['7d', '24h', '30d', '0'] as const).map((id) => ({ id, label: t(`grace${id}`) }))}
      />
    </FormDialog>
  );
}
