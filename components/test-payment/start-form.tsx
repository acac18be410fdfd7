'use client';

import { Button, Spinner } from '@heroui/react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Stage } from '@/components/test-payment/stage';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FieldErrorsProvider } from '@/components/ui/field-errors';
import { LinkButton } from '@/components/ui/link-button';
import { SubmitForm } from '@/components/ui/submit-form';
import { useAction } from '@/components/ui/use-action';
import type { Action, Problem } from '@/lib/auth/action-result';
import type { PayType } from '@/lib/core/vocabulary';

interface StartFormProps {
  types: readonly PayType[];
  action: Action<{ orderId: number }>;
}

const isAboutAccounts = ({ code }: Problem) => code.startsWith('collection.');
const isAboutSettings = ({ code }: Problem) => code.startsWith('order.') || code.startsWith('merchant.');

/** What stopped the very first stage, with the place where it is mended. */
function Refused({ problem }: { problem: Problem }) {
  const t = useTranslations('testPayment');
  return (
    <ol role="alert">
      <Stage name="order" state="failed" isLast>
        <p>{problem.cause}</p>
        <p className="text-muted">{problem.remedy}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          {isAboutSettings(problem) ? (
            <LinkButton href="/settings" size="sm">
              {t('settingsLink')}
            </LinkButton>
          ) : null}
          {isAboutAccounts(problem) ? (
            <LinkButton href="/accounts" size="sm">
              {t('accountsLink')}
            </LinkButton>
          ) : null}
        </div>
      </Stage>
    </ol>
  );
}

export function StartForm({ types, action }: StartFormProps) {
  const t = useTranslations('testPayment');
  const words = useTranslations('payType');
  const router = useRouter();
  const { run, isPending, problem, fieldErrors } = useAction(
    action,
    ({ orderId }) => router.push(`/test-payment/${orderId}`),
    { refreshes: false },
  );
  return (
    <div className="flex flex-col gap-6">
      <SubmitForm
        validationBehavior="aria"
        className="grid items-start gap-4 sm:grid-cols-2"
        onSubmit={(fields) => run(Object.fromEntries(fields))}
      >
        <FieldErrorsProvider value={fieldErrors}>
          <Choice name="type" label={t('type')} options={types.map((id) => ({ id, label: words(id) }))} />
          <Field
            name="price"
            label={t('amount')}
            hint={t('amountHint')}
            defaultValue="0.01"
            inputMode="decimal"
            autoComplete="off"
            isRequired
          />
        </FieldErrorsProvider>
        <div className="flex justify-end sm:col-span-2">
          <Button type="submit" isPending={isPending}>
            {isPending ? <Spinner size="sm" color="current" /> : null}
            {t('start')}
          </Button>
        </div>
      </SubmitForm>
      {problem === null ? null : <Refused problem={problem} />}
    </div>
  );
}
