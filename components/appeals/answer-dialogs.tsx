'use client';

import { Button } from '@heroui/react';
import { BadgeCheck, Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AmountDiffers } from '@/components/inbox/amount-differs';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { formatMoney } from '@/components/ui/format';
import type { Action } from '@/lib/auth/action-result';
import { type Fen, formatYuan } from '@/lib/platform/money';

export interface AppealVerbs {
  readonly accept: Action<null>;
  readonly reject: Action<null>;
}

function ReasonAndReply() {
  const t = useTranslations('appeals');
  return (
    <>
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} autoComplete="off" isRequired />
      <Field name="reply" label={t('reply')} hint={t('replyOptional')} autoComplete="off" />
    </>
  );
}

interface AcceptWithDialogProps {
  appealId: number;
  arrivalId: number;
  amount: Fen;
  due: Fen;
  action: Action<null>;
}

/** Confirms with a payment that was seen; another amount than the due one has to be accepted. */
export function AcceptWithDialog({ appealId, arrivalId, amount, due, action }: AcceptWithDialogProps) {
  const t = useTranslations('appeals');
  const title = t('acceptWithTitle', { amount: formatMoney(amount) });
  const trigger = (
    <Button size="sm">
      <Check aria-hidden="true" />
      {t('acceptWith')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={title}
      action={action}
      fixed={{ appealId, arrivalId }}
      submitLabel={t('accept')}
    >
      <p>{t('acceptWithText')}</p>
      <AmountDiffers amount={amount} due={due} />
      <ReasonAndReply />
    </FormDialog>
  );
}

interface AnswerDialogProps {
  appealId: number;
  action: Action<null>;
}

/** Confirms on the merchant's word alone. */
export function AcceptDialog({ appealId, claimed, action }: AnswerDialogProps & { claimed: Fen }) {
  const t = useTranslations('appeals');
  const trigger = (
    <Button size="sm" variant="outline">
      <BadgeCheck aria-hidden="true" />
      {t('accept')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('acceptTitle')}
      action={action}
      fixed={{ appealId }}
      submitLabel={t('accept')}
    >
      <p>{t('acceptText')}</p>
      <Field
        name="amount"
        label={t('amount')}
        defaultValue={formatYuan(claimed)}
        inputMode="decimal"
        autoComplete="off"
        isRequired
      />
      <ReasonAndReply />
    </FormDialog>
  );
}

export function RejectDialog({ appealId, action }: AnswerDialogProps) {
  const t = useTranslations('appeals');
  const trigger = (
    <Button size="sm" variant="outline">
      <X aria-hidden="true" />
      {t('reject')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('rejectTitle')}
      action={action}
      fixed={{ appealId }}
      submitLabel={t('reject')}
    >
      <p>{t('rejectText')}</p>
      <Field
        name="reply"
        label={t('reply')}
        hint={t('replyHint')}
        defaultValue={t('rejectDefault')}
        isMultiline
        isRequired
      />
    </FormDialog>
  );
}

/** For an order that was paid meanwhile. */
export function CloseDialog({ appealId, action }: AnswerDialogProps) {
  const t = useTranslations('appeals');
  const trigger = (
    <Button size="sm" variant="outline">
      <Check aria-hidden="true" />
      {t('close')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('closeTitle')}
      action={action}
      fixed={{ appealId }}
      submitLabel={t('close')}
    >
      <p>{t('closeText')}</p>
      <ReasonAndReply />
    </FormDialog>
  );
}
