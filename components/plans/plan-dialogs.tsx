'use client';

import { Button } from '@heroui/react';
import { Pencil, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Notice } from '@/components/ui/notice';
import { TickBox } from '@/components/ui/tick-box';
import type { Action } from '@/lib/auth/action-result';
import type { Plan } from '@/lib/core/plans';
import { PLAN_FEATURES } from '@/lib/core/vocabulary';
import { formatYuan } from '@/lib/platform/money';

function PlanFields({ plan }: { plan?: Plan }) {
  const t = useTranslations('plans');
  const count = (name: 'ordersPerDay' | 'accountsMax') => (
    <Field
      name={name}
      label={t(name)}
      defaultValue={plan?.[name] == null ? '' : String(plan[name])}
      inputMode="numeric"
      autoComplete="off"
      placeholder={t('unlimited')}
    />
  );
  return (
    <>
      <Field
        name="name"
        label={t('nameField')}
        defaultValue={plan?.name ?? ''}
        autoComplete="off"
        isRequired
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          name="pricePoints"
          label={t('price')}
          defaultValue={plan === undefined ? '' : String(plan.pricePoints)}
          inputMode="numeric"
          autoComplete="off"
          isRequired
        />
        <Field
          name="days"
          label={t('daysField')}
          defaultValue={plan === undefined ? '30' : String(plan.days)}
          inputMode="numeric"
          autoComplete="off"
          isRequired
        />
      </div>
      <p className="-mt-2 text-xs text-muted">{t('priceHint')}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        {count('ordersPerDay')}
        <Field
          name="sumPerDay"
          label={t('sumField')}
          defaultValue={plan?.sumPerDay == null ? '' : formatYuan(plan.sumPerDay)}
          inputMode="decimal"
          autoComplete="off"
          placeholder={t('unlimited')}
        />
        {count('accountsMax')}
      </div>
      <p className="-mt-2 text-xs text-muted">{t('limitHint')}</p>
      <fieldset>
        <legend className="mb-1">{t('features')}</legend>
        <div className="grid sm:grid-cols-2">
          {PLAN_FEATURES.map((feature) => (
            <TickBox key={feature} name={feature} defaultSelected={plan?.features.includes(feature) ?? true}>
              {t(`feature.${feature}`)}
            </TickBox>
          ))}
        </div>
      </fieldset>
      <TickBox name="isOffered" defaultSelected={plan?.isOffered ?? true}>
        <span>
          {t('isOffered')}
          <span className="block text-xs text-muted">{t('isOfferedHint')}</span>
        </span>
      </TickBox>
    </>
  );
}

export function AddPlanDialog({ action }: { action: Action<null> }) {
  const t = useTranslations('plans');
  const trigger = (
    <Button>
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  );
  return (
    <FormDialog trigger={trigger} title={t('addTitle')} action={action} submitLabel={t('add')}>
      <PlanFields />
    </FormDialog>
  );
}

/** Says first whom the change reaches, and whom it does not. */
export function EditPlanDialog({ plan, action }: { plan: Plan; action: Action<null> }) {
  const t = useTranslations('plans');
  const common = useTranslations('common');
  const trigger = (
    <Button variant="outline" size="sm" aria-label={t('editTitle', { name: plan.name })}>
      <Pencil aria-hidden="true" />
      {t('edit')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('editTitle', { name: plan.name })}
      action={action}
      fixed={{ planId: plan.id }}
      submitLabel={common('save')}
    >
      <Notice kind="info" title={t('affected', { count: plan.merchantCount })}>
        {plan.merchantCount === 0 ? null : <p>{t('affectedText')}</p>}
      </Notice>
      <PlanFields plan={plan} />
    </FormDialog>
  );
}
