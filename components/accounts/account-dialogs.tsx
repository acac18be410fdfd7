'use client';

import { Button } from '@heroui/react';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CodeField } from '@/components/accounts/code-field';
import { ActionButton } from '@/components/ui/action-button';
import { Choice, type Option } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import type { Action } from '@/lib/auth/action-result';
import type { AccountView } from '@/lib/core/accounts';
import { PAY_TYPES, type PayType } from '@/lib/core/vocabulary';

/** Stands for an account that no monitor watches. */
export const NO_MONITOR = 'none';

interface MonitorOption {
  readonly id: number;
  readonly name: string;
}

interface AccountDialogProps {
  monitors: readonly MonitorOption[];
  action: Action<null>;
}

function useMonitorOptions(monitors: readonly MonitorOption[]): Option[] {
  const t = useTranslations('accounts');
  const named = monitors.map(({ id, name }) => ({ id: String(id), label: name }));
  return [...named, { id: NO_MONITOR, label: t('noMonitor') }];
}

export function AddAccountDialog({ monitors, action }: AccountDialogProps) {
  const t = useTranslations('accounts');
  const type = useTranslations('payType');
  const options = useMonitorOptions(monitors);
  const [wallet, setWallet] = useState<PayType>(PAY_TYPES[0]);
  const trigger = (
    <Button>
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  );
  return (
    <FormDialog trigger={trigger} title={t('addTitle')} action={action} submitLabel={t('add')}>
      <Choice
        name="type"
        label={t('type')}
        options={PAY_TYPES.map((id) => ({ id, label: type(id) }))}
        value={wallet}
        onChange={(id) => setWallet(PAY_TYPES.find((one) => one === id) ?? PAY_TYPES[0])}
      />
      <Field name="label" label={t('label')} hint={t('labelHint')} autoComplete="off" isRequired />
      <CodeField wallet={wallet} />
      <Choice name="monitorId" label={t('monitor')} options={options} />
    </FormDialog>
  );
}

export function EditAccountDialog({
  account,
  monitors,
  action,
}: AccountDialogProps & { account: AccountView }) {
  const t = useTranslations('accounts');
  const common = useTranslations('common');
  const options = useMonitorOptions(monitors);
  const { id: accountId, label, code, monitorId } = account;
  const trigger = (
    <Button variant="outline" size="sm" aria-label={`${t('edit')} ${label}`}>
      <Pencil aria-hidden="true" />
      {t('edit')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('editTitle')}
      action={action}
      fixed={{ accountId }}
      submitLabel={common('save')}
    >
      <Field name="label" label={t('label')} defaultValue={label} autoComplete="off" isRequired />
      <CodeField wallet={account.type} defaultValue={code} />
      <Choice
        name="monitorId"
        label={t('monitor')}
        options={options}
        defaultValue={monitorId === null ? NO_MONITOR : String(monitorId)}
      />
    </FormDialog>
  );
}

export function RemoveAccountButton({ account, action }: { account: AccountView; action: Action<null> }) {
  const t = useTranslations('accounts');
  return (
    <ActionButton
      action={action}
      input={{ accountId: account.id }}
      label={t('remove')}
      icon={<Trash2 aria-hidden="true" />}
      variant="danger-soft"
      size="sm"
      confirm={{ title: t('removeTitle', { label: account.label }), text: t('removeText') }}
    />
  );
}
