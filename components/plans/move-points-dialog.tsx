'use client';

import { Button } from '@heroui/react';
import { Coins, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { formatPoints } from '@/components/plans/format-points';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import type { Action } from '@/lib/auth/action-result';

interface MovePointsDialogProps {
  /** Points that were paid outside are added; points that should not have been sold are taken back. */
  way: 'topUp' | 'takeBack';
  merchantId: number;
  merchantName: string;
  /** What he has now. */
  points: number;
  /** Names the next move, so that one sent twice is made once. */
  requestId: string;
  action: Action<null>;
}

/** The operator moves points by hand, with a reason that the merchant sees. */
export function MovePointsDialog({ way, ...props }: MovePointsDialogProps) {
  const { merchantId, merchantName, points, requestId, action } = props;
  const t = useTranslations('plans');
  const isTaking = way === 'takeBack';
  const Icon = isTaking ? Undo2 : Coins;
  const trigger = (
    <Button variant={isTaking ? 'outline' : 'primary'} isDisabled={isTaking && points === 0}>
      <Icon aria-hidden="true" />
      {t(way)}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t(`${way}Title`, { merchant: merchantName })}
      action={action}
      fixed={{ merchantId, requestId }}
      submitLabel={t(`${way}Confirm`)}
    >
      <Field
        name="points"
        label={t('movePoints')}
        hint={t(`${way}Hint`, { points: formatPoints(points) })}
        inputMode="numeric"
        autoComplete="off"
        isRequired
      />
      <Field
        name="reason"
        label={t('moveReason')}
        hint={t(`${way}ReasonHint`)}
        autoComplete="off"
        isRequired
      />
    </FormDialog>
  );
}
