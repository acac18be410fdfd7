'use client';

import { Button } from '@heroui/react';
import { Ban, HandCoins, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/ui/action-button';
import { ActionForm } from '@/components/ui/action-form';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
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
  const common = useTranslations('common');
  const trigger = (
    <Button>
      <HandCoins aria-hidden="true" />
      {t('settle')}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t('settleTitle')}>
      {(close) => (
        <ActionForm
          action={verbs.settle}
          fixed={{ orderId }}
          onDone={close}
          submitLabel={t('settleConfirm')}
          secondary={
            <Button variant="outline" onPress={close}>
              {common('cancel')}
            </Button>
          }
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
        </ActionForm>
      )}
    </Dialog>
  );
}

export function OrderActions(props: OrderActionsProps) {
  const { orderId, canSettle, canResend, canClose, verbs } = props;
  const t = useTranslations('order');
  const cancel = useTranslations('common')('cancel');
  return (
    <>
      {canResend ? (
        <ActionButton
          action={verbs.resend}
          input={{ orderId }}
          label={t('resend')}
          icon={<RotateCw aria-hidden="true" />}
          confirm={{ title: t('resendTitle'), text: t('resendText'), cancel }}
        />
      ) : null}
      {canClose ? (
        <ActionButton
          action={verbs.close}
          input={{ orderId }}
          label={t('close')}
          icon={<Ban aria-hidden="true" />}
          confirm={{ title: t('closeTitle'), text: t('closeText'), cancel }}
        />
      ) : null}
      {canSettle ? <SettleDialog {...props} /> : null}
    </>
  );
}
