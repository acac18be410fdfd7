'use client';

import { Button } from '@heroui/react';
import { NotebookPen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Profile, ProfileFacts } from '@/components/settlements/profile-facts';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { formatMoney } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import type { Action } from '@/lib/auth/action-result';
import { type Fen, formatYuan } from '@/lib/platform/money';

interface RecordSettlementDialogProps {
  merchantId: number;
  merchantName: string;
  /** What is unsettled, more than nothing. */
  balance: Fen;
  profile: Profile;
  action: Action<null>;
}

/** The operator writes down what is settled with a merchant. */
export function RecordSettlementDialog(props: RecordSettlementDialogProps) {
  const { merchantId, merchantName, balance, profile, action } = props;
  const t = useTranslations('settlements');
  const trigger = (
    <Button>
      <NotebookPen aria-hidden="true" />
      {t('record')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('recordTitle', { merchant: merchantName })}
      action={action}
      fixed={{ merchantId }}
      submitLabel={t('recordConfirm')}
    >
      <Notice kind="attention" title={t('recordMovesNothing')}>
        <p>{t('recordText')}</p>
      </Notice>
      <ProfileFacts profile={profile} />
      <Field
        name="amount"
        label={t('amount')}
        hint={t('amountHint', { balance: formatMoney(balance) })}
        defaultValue={formatYuan(balance)}
        inputMode="decimal"
        autoComplete="off"
        isRequired
      />
      <Field name="note" label={t('note')} hint={t('noteHint')} autoComplete="off" />
    </FormDialog>
  );
}
