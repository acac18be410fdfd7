'use client';

import { Button } from '@heroui/react';
import { Coins } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import type { Action } from '@/lib/auth/action-result';

interface TopUpDialogProps {
  merchantId: number;
  merchantName: string;
  /** Names the next top-up, so that one sent twice is made once. */
  requestId: string;
  action: Action<null>;
}

/** The operator sells a merchant points that were paid outside. */
export function TopUpDialog({ merchantId, merchantName, requestId, action }: TopUpDialogProps) {
  const t = useTranslations('plans');
  const trigger = (
    <Button>
      <Coins aria-hidden="true" />
      {t('topUp')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('topUpTitle', { merchant: merchantName })}
      action={action}
      fixed={{ merchantId, requestId }}
      submitLabel={t('topUpConfirm')}
    >
      <Field
        name="points"
        label={t('topUpPoints')}
        hint={t('topUpHint')}
        inputMode="numeric"
        autoComplete="off"
        isRequired
      />
      <Field
        name="reason"
        label={t('topUpReason')}
        hint={t('topUpReasonHint')}
        autoComplete="off"
        isRequired
      />
    </FormDialog>
  );
}
