'use client';

import { Button } from '@heroui/react';
import { Copy, EyeOff, Link2, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AmountDiffers } from '@/components/inbox/amount-differs';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { TickBox } from '@/components/ui/tick-box';
import type { Action } from '@/lib/auth/action-result';
import type { Fen } from '@/lib/platform/money';

export interface InboxVerbs {
  readonly match: Action<null>;
  readonly ignore: Action<null>;
  readonly duplicate: Action<null>;
}

function Reason() {
  const t = useTranslations('inbox');
  return (
    <Field name="reason" label={t('reasonLabel')} hint={t('reasonHint')} autoComplete="off" isRequired />
  );
}

interface MatchDialogProps {
  arrivalId: number;
  amount: Fen;
  /** The order as the buttons name it. */
  orderId: number;
  due: Fen;
  action: Action<null>;
}

/** Matches a payment to a suggested order; another amount has to be accepted. */
export function MatchDialog({ arrivalId, amount, orderId, due, action }: MatchDialogProps) {
  const t = useTranslations('inbox');
  const trigger = (
    <Button size="sm" aria-label={t('matchTitle', { order: orderId })}>
      <Link2 aria-hidden="true" />
      {t('match')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('matchTitle', { order: orderId })}
      action={action}
      fixed={{ arrivalId, order: String(orderId) }}
      submitLabel={t('match')}
    >
      <p>{t('matchText')}</p>
      <AmountDiffers amount={amount} due={due} />
      <Reason />
    </FormDialog>
  );
}

/** Matches a payment to an order that was not suggested. */
export function MatchOtherDialog({ arrivalId, action }: { arrivalId: number; action: Action<null> }) {
  const t = useTranslations('inbox');
  const trigger = (
    <Button size="sm" variant="outline">
      <Search aria-hidden="true" />
      {t('matchOther')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('matchOtherTitle')}
      action={action}
      fixed={{ arrivalId }}
      submitLabel={t('match')}
    >
      <p>{t('matchText')}</p>
      <Field name="order" label={t('orderNumber')} autoComplete="off" isRequired />
      <TickBox name="isAmountAccepted">{t('acceptAmount')}</TickBox>
      <Reason />
    </FormDialog>
  );
}

interface SetAsideDialogProps {
  arrivalId: number;
  label: string;
  icon: ReactNode;
  title: string;
  text: string;
  action: Action<null>;
}

function SetAsideDialog({ arrivalId, label, icon, title, text, action }: SetAsideDialogProps) {
  const trigger = (
    <Button size="sm" variant="outline">
      {icon}
      {label}
    </Button>
  );
  return (
    <FormDialog trigger={trigger} title={title} action={action} fixed={{ arrivalId }} submitLabel={label}>
      <p>{text}</p>
      <Reason />
    </FormDialog>
  );
}

/** The two ways to say that a payment is no order's. */
export function SetAside({ arrivalId, verbs }: { arrivalId: number; verbs: InboxVerbs }) {
  const t = useTranslations('inbox');
  return (
    <>
      <SetAsideDialog
        arrivalId={arrivalId}
        label={t('duplicate')}
        icon={<Copy aria-hidden="true" />}
        title={t('duplicateTitle')}
        text={t('duplicateText')}
        action={verbs.duplicate}
      />
      <SetAsideDialog
        arrivalId={arrivalId}
        label={t('ignore')}
        icon={<EyeOff aria-hidden="true" />}
        title={t('ignoreTitle')}
        text={t('ignoreText')}
        action={verbs.ignore}
      />
    </>
  );
}
