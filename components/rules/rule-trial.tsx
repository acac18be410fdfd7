'use client';

import { Button, Input, Label, Spinner, TextField } from '@heroui/react';
import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EligibilityList } from '@/components/rules/eligibility-list';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FieldErrorsProvider } from '@/components/ui/field-errors';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { SubmitForm } from '@/components/ui/submit-form';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { Eligibility } from '@/lib/core/accounts';
import { MODES, type Mode, PAY_TYPES } from '@/lib/core/vocabulary';
import { PROVINCES } from '@/lib/platform/region/provinces';

interface RuleTrialProps {
  mode: Mode;
  action: Action<Eligibility[]>;
}

function Verdict({ accounts }: { accounts: readonly Eligibility[] }) {
  const t = useTranslations('rules.trial');
  const count = accounts.filter(({ reasons }) => reasons.length === 0).length;
  const all = accounts.length;
  return (
    <div role="status" className="flex flex-col gap-2">
      {all === 0 ? (
        <Notice kind="attention">
          <p>{t('none')}</p>
        </Notice>
      ) : (
        <>
          <p className="font-medium">{t('summary', { count, all })}</p>
          {count === 0 ? (
            <Notice kind="attention">
              <p>{t('nobody')}</p>
            </Notice>
          ) : null}
          <EligibilityList label={t('title')} accounts={accounts} />
        </>
      )}
    </div>
  );
}

/** Says which accounts would serve an order that nobody placed. */
export function RuleTrial({ mode, action }: RuleTrialProps) {
  const t = useTranslations('rules.trial');
  const modes = useTranslations('mode');
  const types = useTranslations('payType');
  const province = useTranslations('province');
  const [accounts, setAccounts] = useState<readonly Eligibility[] | null>(null);
  const { run, isPending, problem, fieldErrors } = useAction(action, setAccounts, { refreshes: false });
  return (
    <div className="flex flex-col gap-4">
      <SubmitForm
        validationBehavior="aria"
        className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3"
        onSubmit={(fields) => run(Object.fromEntries(fields))}
      >
        <FieldErrorsProvider value={fieldErrors}>
          <Field
            name="price"
            label={t('amount')}
            defaultValue="1.00"
            inputMode="decimal"
            autoComplete="off"
            isRequired
          />
          <TextField name="minute" type="time" defaultValue="">
            <Label>{t('time')}</Label>
            <Input className="figures" />
            <p className="text-xs text-muted">{t('timeHint')}</p>
          </TextField>
          <Choice
            name="region"
            label={t('region')}
            options={[
              { id: 'unknown', label: t('unknown') },
              ...PROVINCES.map((id) => ({ id, label: province(id) })),
            ]}
          />
          <Choice name="type" label={t('type')} options={PAY_TYPES.map((id) => ({ id, label: types(id) }))} />
          <Choice
            name="mode"
            label={t('mode')}
            defaultValue={mode}
            options={MODES.map((id) => ({ id, label: modes(id) }))}
          />
          <Button type="submit" variant="outline" isPending={isPending} className="sm:mt-6">
            {isPending ? <Spinner size="sm" color="current" /> : <FlaskConical aria-hidden="true" />}
            {t('run')}
          </Button>
        </FieldErrorsProvider>
      </SubmitForm>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {accounts === null ? null : <Verdict accounts={accounts} />}
    </div>
  );
}
