/** What went wrong, in the reader's language: a code to quote, the cause, and what to do about it. */
export interface Problem {
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

/** What every action answers. Input never comes back in it. */
export type ActionResult<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly fieldErrors: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly problem: Problem };

export type Action<T> = (input: unknown) => Promise<ActionResult<T>>;
