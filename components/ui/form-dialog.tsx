'use client';

import { Button } from '@heroui/react';
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Dialog, type DialogProps } from '@/components/ui/dialog';

type FormDialogProps<T> = Pick<DialogProps, 'trigger' | 'title' | 'size'> &
  Omit<ActionFormProps<T>, 'secondary'>;

/** A dialog with the form of one action: it closes when that is done, and can be left without. */
export function FormDialog<T>({ trigger, title, size = 'md', onDone, ...form }: FormDialogProps<T>) {
  const cancel = useTranslations('common')('cancel');
  return (
    <Dialog trigger={trigger} title={title} size={size}>
      {(close) => (
        <ActionForm
          {...form}
          onDone={(data) => {
            close();
            onDone?.(data);
          }}
          secondary={
            <Button variant="outline" onPress={close}>
              {cancel}
            </Button>
          }
        />
      )}
    </Dialog>
  );
}
