'use client';

import { createContext, useContext } from 'react';

const FieldErrors = createContext<Readonly<Record<string, string>>>({});

/**
 * Refusals by field name, from the form to its fields. They stay until the next answer: a message that vanished
 * while the pointer is on its way to the button would move the button away from under it.
 */
export const FieldErrorsProvider = FieldErrors.Provider;

export function useFieldError(name: string | undefined): string | undefined {
  const errors = useContext(FieldErrors);
  return name === undefined ? undefined : errors[name];
}
