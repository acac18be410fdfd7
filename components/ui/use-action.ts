'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { Action, ActionResult, Problem } from '@/lib/auth/action-result';

const NO_ERRORS: Readonly<Record<string, string>> = {};

interface UseActionOptions {
  /** False where the answer is shown once in a part of the page that fresh data would take away. */
  readonly refreshes?: boolean;
}

/** Runs a server action; on success the page's data is read again, then `onDone` gets the answer. */
export function useAction<T>(
  action: Action<T>,
  onDone?: (data: T) => void,
  { refreshes = true }: UseActionOptions = {},
) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [result, setResult] = useState<ActionResult<T> | null>(null);
  const run = (input: unknown) => {
    startTransition(async () => {
      const answer = await action(input);
      setResult(answer);
      if (!answer.ok) return;
      if (refreshes) router.refresh();
      onDone?.(answer.data);
    });
  };
  const refused = result === null || result.ok ? null : result;
  const problem: Problem | null = refused !== null && 'problem' in refused ? refused.problem : null;
  const fieldErrors = refused !== null && 'fieldErrors' in refused ? refused.fieldErrors : NO_ERRORS;
  return { run, isPending, isDone: result?.ok === true, problem, fieldErrors, reset: () => setResult(null) };
}
