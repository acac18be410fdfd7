'use client';

import { Button } from '@heroui/react';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { Notice } from '@/components/ui/notice';
import type { Action } from '@/lib/auth/action-result';
import type { Plan, PlanView } from '@/lib/core/plans';

interface BuyDialogProps {
  plan: Plan;
  current: PlanView | null;
  requestId: string;
  action: Action<null>;
}

/** The merchant buys a plan, or renews his own, after he was told what it costs and what becomes of the old one. */
export function BuyDialog({ plan, current, requestId, action }: BuyDialogProps) {
  const t = useTranslations('plans');
  const { id: planId, name, pricePoints, days } = plan;
  const isRenewal = current?.planId === planId;
  const isReplacing = current !== null && !isRenewal && !current.isExpired;
  return (
    <FormDialog
      trigger={<Button fullWidth>{t(isRenewal ? 'renew' : 'buy')}</Button>}
      title={t(isRenewal ? 'renewTitle' : 'buyTitle', { name })}
      action={action}
      fixed={{ planId, pricePoints, requestId }}
      submitLabel={t('buyConfirm', { points: pricePoints })}
    >
      <p>{t('buyCosts', { points: pricePoints })}</p>
      <p>{t(isRenewal ? 'buyRenews' : 'buyStarts', { days })}</p>
      {isReplacing ? <Notice kind="attention" title={t('buyReplaces', { name: current.name })} /> : null}
    </FormDialog>
  );
}
