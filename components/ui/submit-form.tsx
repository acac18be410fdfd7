'use client';

import { Form } from '@heroui/react';
import type { ComponentProps } from 'react';

interface SubmitFormProps extends Omit<ComponentProps<typeof Form>, 'action' | 'onSubmit'> {
  onSubmit: (fields: FormData) => void;
}

/**
 * A form that a script sends. What is sent before the page's script runs is kept by React, because of `action`, and
 * handed on as soon as it does; without it the browser would write every field into the address, a password too.
 * Afterwards `onSubmit` comes first, since React empties the fields of a form that was sent by its action.
 */
export function SubmitForm({ onSubmit, ...form }: SubmitFormProps) {
  return (
    <Form
      {...form}
      action={onSubmit}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(new FormData(event.currentTarget));
      }}
    />
  );
}
