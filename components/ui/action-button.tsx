'use client';

import { Button, Spinner } from '@heroui/react';
import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';

interface ActionButtonProps<T> {
  action: Action<T>;
  input: unknown;
  label: string;
  icon?: ReactNode;
  variant?: ComponentProps<typeof Button>['variant'];
  size?: 'sm' | 'md';
  confirm: { title: string; text: string };
  onDone?: (data: T) => void;
}

/** A button for what cannot be taken back: it asks first, and shows the refusal where it asked. */
export function ActionButton<T>(props: ActionButtonProps<T>) {
  const { label, icon, variant = 'outline', size = 'md', confirm } = props;
  const trigger = (
    <Button variant={variant} size={size}>
      {icon}
      {label}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={confirm.title} size="sm">
      {(close) => <Question {...props} close={close} />}
    </Dialog>
  );
}

function Question<T>({
  action,
  input,
  label,
  variant,
  confirm,
  onDone,
  close,
}: ActionButtonProps<T> & { close: () => void }) {
  const cancel = useTranslations('common')('cancel');
  const { run, isPending, problem } = useAction(action, (data) => {
    close();
    onDone?.(data);
  });
  return (
    <div className="flex flex-col gap-4">
      <p>{confirm.text}</p>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <div className="flex justify-end gap-2">
        <Button variant="outline" onPress={close}>
          {cancel}
        </Button>
        <Button
          variant={variant === 'danger-soft' ? 'danger' : 'primary'}
          isPending={isPending}
          onPress={() => run(input)}
        >
          {isPending ? <Spinner size="sm" color="current" /> : null}
          {label}
        </Button>
      </div>
    </div>
  );
}
