'use client';

import { Button } from '@heroui/react';
import { Tags } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import type { Action } from '@/lib/auth/action-result';
import type { Plan, PlanView } from '@/lib/core/plans';

interface AssignDialogProps {
  merchantId: number;
  merchantName: string;
  plans: readonly Plan[];
  current: PlanView | null;
  action: Action<null>;
}

/** The operator gives a merchant a plan, or takes it off. */
export function AssignDialog({ merchantId, merchantName, plans, current, action }: AssignDialogProps) {
  const t = useTranslations('plans');
  const trigger = (
    <Button variant="outline">
      <Tags aria-hidden="true" />
      {t('assign')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('assignTitle', { merchant: merchantName })}
      action={action}
      fixed={{ merchantId }}
      submitLabel={t('assignConfirm')}
    >
      <p>{t('assignText')}</p>
      <Choice
        name="planId"
        label={t('assignPlan')}
        options={[
          { id: 'none', label: t('assignNone') },
          ...plans.map(({ id, name, days }) => ({
            id: String(id),
            label: `${name} · ${t('days', { days })}`,
          })),
        ]}
        defaultValue={current === null ? 'none' : String(current.planId)}
      />
      <Field name="until" label={t('assignUntil')} hint={t('assignUntilHint')} autoComplete="off" />
    </FormDialog>
  );
}
