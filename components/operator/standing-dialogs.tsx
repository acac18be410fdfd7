'use client';

import { Button } from '@heroui/react';
import { CirclePause, CirclePlay, UserRoundCog } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/ui/action-button';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { TickBox } from '@/components/ui/tick-box';
import type { Action } from '@/lib/auth/action-result';

interface StandingProps {
  merchantId: number;
  merchantName: string;
  action: Action<null>;
}

export function SuspendDialog({ merchantId, merchantName, action }: StandingProps) {
  const t = useTranslations('merchants');
  const trigger = (
    <Button variant="danger-soft">
      <CirclePause aria-hidden="true" />
      {t('suspend')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('suspendTitle', { merchant: merchantName })}
      action={action}
      fixed={{ merchantId }}
      submitLabel={t('suspendConfirm')}
      submitVariant="danger"
    >
      <p>{t('suspendText')}</p>
      <Field
        name="reason"
        label={t('suspendReason')}
        hint={t('suspendReasonHint')}
        autoComplete="off"
        isRequired
      />
    </FormDialog>
  );
}

export function ResumeButton({ merchantId, merchantName, action }: StandingProps) {
  const t = useTranslations('merchants');
  return (
    <ActionButton
      action={action}
      input={{ merchantId }}
      label={t('resume')}
      icon={<CirclePlay aria-hidden="true" />}
      confirm={{ title: t('resumeTitle', { merchant: merchantName }), text: t('resumeText') }}
    />
  );
}

/** Afterwards the whole page is loaded anew, so that nothing of the operator's screens is left in it. */
export function ActAsDialog({
  merchantId,
  merchantName,
  minutes,
  action,
}: StandingProps & { minutes: number }) {
  const t = useTranslations('merchants');
  const trigger = (
    <Button variant="outline">
      <UserRoundCog aria-hidden="true" />
      {t('actAs')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('actTitle', { merchant: merchantName })}
      action={action}
      fixed={{ merchantId }}
      refreshes={false}
      onDone={() => window.location.assign('/')}
      submitLabel={t('actConfirm')}
    >
      <p>{t('actText', { minutes })}</p>
      <Field name="reason" label={t('actReason')} hint={t('actReasonHint')} autoComplete="off" isRequired />
      <Field
        name="password"
        type="password"
        label={t('actPassword')}
        autoComplete="current-password"
        isRequired
      />
      <TickBox name="mayChange">
        <span>
          {t('actMayChange')}
          <span className="block text-xs font-normal text-muted">{t('actMayChangeHint')}</span>
        </span>
      </TickBox>
    </FormDialog>
  );
}
