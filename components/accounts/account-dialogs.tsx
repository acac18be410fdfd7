'use client';

import { Button } from '@heroui/react';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CodeField } from '@/components/accounts/code-field';
import { ActionButton } from '@/components/ui/action-button';
import { ActionForm } from '@/components/ui/action-form';
import { Choice, type Option } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import type { Action } from '@/lib/auth/action-result';
import type { AccountView } from '@/lib/core/collection';
import { PAY_TYPES } from '@/lib/core/vocabulary';

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

function CancelButton({ close }: { close: () => void }) {
  const t = useTranslations('common');
  return (
    <Button variant="outline" onPress={close}>
      {t('cancel')}
    </Button>
  );
}

export function AddAccountDialog({ monitors, action }: AccountDialogProps) {
  const t = useTranslations('accounts');
  const type = useTranslations('payType');
  const options = useMonitorOptions(monitors);
  const trigger = (
    <Button>
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t('addTitle')}>
      {(close) => (
        <ActionForm
          action={action}
          onDone={close}
          submitLabel={t('add')}
          secondary={<CancelButton close={close} />}
        >
          <Choice name="type" label={t('type')} options={PAY_TYPES.map((id) => ({ id, label: type(id) }))} />
          <Field name="label" label={t('label')} hint={t('labelHint')} autoComplete="off" isRequired />
          <CodeField />
          <Choice name="monitorId" label={t('monitor')} options={options} />
        </ActionForm>
      )}
    </Dialog>
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
    <Dialog trigger={trigger} title={t('editTitle')}>
      {(close) => (
        <ActionForm
          action={action}
          fixed={{ accountId }}
          onDone={close}
          submitLabel={common('save')}
          secondary={<CancelButton close={close} />}
        >
          <Field name="label" label={t('label')} defaultValue={label} autoComplete="off" isRequired />
          <CodeField defaultValue={code} />
          <Choice
            name="monitorId"
            label={t('monitor')}
            options={options}
            defaultValue={monitorId === null ? NO_MONITOR : String(monitorId)}
          />
        </ActionForm>
      )}
    </Dialog>
  );
}

export function RemoveAccountButton({ account, action }: { account: AccountView; action: Action<null> }) {
  const t = useTranslations('accounts');
  const cancel = useTranslations('common')('cancel');
  return (
    <ActionButton
      action={action}
      input={{ accountId: account.id }}
      label={t('remove')}
      icon={<Trash2 aria-hidden="true" />}
      variant="danger-soft"
      size="sm"
      confirm={{ title: t('removeTitle', { label: account.label }), text: t('removeText'), cancel }}
    />
  );
}
