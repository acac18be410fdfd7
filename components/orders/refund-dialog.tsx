'use client';

import { Button } from '@heroui/react';
import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { formatMoney } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import type { Action } from '@/lib/auth/action-result';
import type { RefundWay } from '@/lib/core/refunds';
import type { PayType } from '@/lib/core/vocabulary';
import { type Fen, formatYuan } from '@/lib/platform/money';

interface RefundDialogProps {
  orderId: number;
  /** What can still be given back. */
  left: Fen;
  type: PayType | null;
  way: RefundWay;
  isTest: boolean;
  /** Whether card keys may have been delivered, which stay with the buyer. */
  hasGoods: boolean;
  action: Action<null>;
}

function Meaning({ type, way, isTest, hasGoods }: RefundDialogProps) {
  const t = useTranslations('refund');
  const payType = useTranslations('payType');
  return (
    <div className="space-y-2">
      {way === 'channel' ? (
        <p>{t('channelText')}</p>
      ) : (
        <Notice kind="attention" title={t('manualTitle')}>
          <p>{t('manualText', { wallet: payType(type ?? 'open') })}</p>
        </Notice>
      )}
      {hasGoods ? <p>{t('keysStay')}</p> : null}
      {way === 'channel' && isTest ? <p className="text-muted">{t('testHint')}</p> : null}
    </div>
  );
}

/** Gives money back through the channel where it can, and records what the merchant gave back elsewhere. */
export function RefundDialog(props: RefundDialogProps) {
  const { orderId, left, way, action } = props;
  const t = useTranslations('refund');
  const trigger = (
    <Button variant="outline">
      <Undo2 aria-hidden="true" />
      {t(way)}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t(way === 'channel' ? 'channelDialog' : 'manualDialog')}
      action={action}
      fixed={{ orderId, way }}
      submitLabel={t(way === 'channel' ? 'channelConfirm' : 'manualConfirm')}
    >
      <Meaning {...props} />
      <Field
        name="amount"
        label={t('amount')}
        hint={t('amountHint', { left: formatMoney(left) })}
        defaultValue={formatYuan(left)}
        inputMode="decimal"
        autoComplete="off"
        isRequired
      />
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} autoComplete="off" isRequired />
    </FormDialog>
  );
}
