'use client';

import { Button } from '@heroui/react';
import { Ban, HandCoins, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/ui/action-button';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import type { Action } from '@/lib/auth/action-result';

export interface OrderVerbs {
  readonly settle: Action<null>;
  readonly resend: Action<null>;
  readonly close: Action<null>;
}

interface OrderActionsProps {
  orderId: number;
  /** What is due, as money in words. */
  due: string;
  canSettle: boolean;
  canResend: boolean;
  canClose: boolean;
  verbs: OrderVerbs;
}

function SettleDialog({ orderId, due, verbs }: OrderActionsProps) {
  const t = useTranslations('order');
  const trigger = (
    <Button>
      <HandCoins aria-hidden="true" />
      {t('settle')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('settleTitle')}
      action={verbs.settle}
      fixed={{ orderId }}
      submitLabel={t('settleConfirm')}
    >
      <p>{t('settleText')}</p>
      <Field
        name="amount"
        label={t('settleAmount')}
        hint={t('settleAmountHint', { amount: due })}
        inputMode="decimal"
        autoComplete="off"
        isRequired
      />
      <Field
        name="reason"
        label={t('settleReason')}
        hint={t('settleReasonHint')}
        autoComplete="off"
        isRequired
      />
    </FormDialog>
  );
}

export function OrderActions(props: OrderActionsProps) {
  const { orderId, canSettle, canResend, canClose, verbs } = props;
  const t = useTranslations('order');
  return (
    <>
      {canResend ? (
        <ActionButton
          action={verbs.resend}
          input={{ orderId }}
          label={t('resend')}
          icon={<RotateCw aria-hidden="true" />}
          confirm={{ title: t('resendTitle'), text: t('resendText') }}
        />
      ) : null}
      {canClose ? (
        <ActionButton
          action={verbs.close}
          input={{ orderId }}
          label={t('close')}
          icon={<Ban aria-hidden="true" />}
          confirm={{ title: t('closeTitle'), text: t('closeText') }}
        />
      ) : null}
      {canSettle ? <SettleDialog {...props} /> : null}
    </>
  );
}
