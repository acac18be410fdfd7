'use client';

import { Button, Spinner } from '@heroui/react';
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react';
import { FieldErrorsProvider } from '@/components/ui/field-errors';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { SubmitForm } from '@/components/ui/submit-form';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';

export interface ActionFormProps<T> {
  action: Action<T>;
  onDone?: (data: T) => void;
  submitLabel: string;
  submitVariant?: ComponentProps<typeof Button>['variant'];
  /** Stands left of the submit button. */
  secondary?: ReactNode;
  /** Shown beside the button after it worked. */
  doneLabel?: string;
  /** Goes along with what the fields hold. */
  fixed?: Readonly<Record<string, unknown>>;
  /** False where the answer is shown once in a part of the page that fresh data would take away. */
  refreshes?: boolean;
  children: ReactNode;
}

/** A form whose fields become the input of one server action, with its refusals shown where they belong. */
export function ActionForm<T>(props: ActionFormProps<T>) {
  const {
    action,
    onDone,
    submitLabel,
    submitVariant = 'primary',
    secondary,
    doneLabel,
    fixed,
    refreshes = true,
    children,
  } = props;
  const { run, isPending, isDone, problem, fieldErrors } = useAction(action, onDone, { refreshes });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const [first] = Object.keys(fieldErrors);
    const field = first === undefined ? null : form.current?.elements.namedItem(first);
    if (field instanceof HTMLElement) field.focus();
  }, [fieldErrors]);
  return (
    <SubmitForm
      validationBehavior="aria"
      ref={form}
      className="flex flex-col gap-4"
      onSubmit={(fields) => run({ ...Object.fromEntries(fields), ...fixed })}
    >
      <FieldErrorsProvider value={fieldErrors}>{children}</FieldErrorsProvider>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span role="status" className="me-auto text-received">
          {isDone && doneLabel !== undefined ? doneLabel : null}
        </span>
        {secondary}
        <Button type="submit" variant={submitVariant} isPending={isPending}>
          {isPending ? <Spinner size="sm" color="current" /> : null}
          {submitLabel}
        </Button>
      </div>
    </SubmitForm>
  );
}
