import type { z } from 'zod';
import type { ActionResult, Problem } from '@/lib/auth/action-result';
import { DomainError, type DomainErrorCode } from '@/lib/core/errors';
import type { User } from '@/lib/core/merchants';
import { log } from '@/lib/platform/log';

export const FIELD_FAULTS = [
  'required',
  'too_long',
  'invalid',
  'amount',
  'address',
  'port',
  'origin',
  'email',
  'mismatch',
] as const;
export type FieldFault = (typeof FIELD_FAULTS)[number];

export type ProblemCode =
  | DomainErrorCode
  | 'session.ended'
  | 'request.foreign'
  | 'request.faulty'
  | 'request.often'
  | 'impersonation.read_only'
  | 'impersonation.not_yours'
  | 'fault.ours';

export type Values = Readonly<Record<string, string | number>>;

/** Puts codes into the reader's words. */
export interface Words {
  problem(code: ProblemCode, values: Values): Problem;
  field(fault: FieldFault): string;
}

export interface Caller<Anybody extends User, Who extends Anybody> {
  /** The request's Origin header. */
  readonly origin: string | null;
  /** The host that the browser asked. */
  readonly host: string | null;
  /** Asked only after the origin was accepted. */
  findUser(): Promise<Anybody | null>;
  admits(user: Anybody): user is Who;
  /** Why this user may not do this now; null when he may. */
  forbids(user: Anybody): ProblemCode | null;
}

export interface Verb<Schema extends z.ZodType, Who extends User, T> {
  readonly schema: Schema;
  perform(input: z.output<Schema>, user: Who): Promise<T>;
}

/** Browsers send Origin with every POST; a request without one, or with `null`, is not from our page. */
function isOwnOrigin(origin: string | null, host: string | null): boolean {
  return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host;
}

/** Thrown by a verb that was asked too often. */
export class RefusedForNow extends Error {}

function faultOf(message: string): FieldFault {
  return FIELD_FAULTS.find((fault) => fault === message) ?? 'invalid';
}

function fieldErrors(error: z.ZodError, words: Words): Record<string, string> {
  const faults = error.issues.map((issue) => [
    String(issue.path[0] ?? ''),
    words.field(faultOf(issue.message)),
  ]);
  return Object.fromEntries(faults.reverse());
}

function problemOf(error: unknown, words: Words): Problem {
  if (error instanceof DomainError) return words.problem(error.code, error.details);
  if (error instanceof RefusedForNow) return words.problem('request.often', {});
  const reference = Math.random().toString(36).slice(2, 10);
  log.error({ err: error, reference }, 'an action failed');
  return words.problem('fault.ours', { reference });
}

/** Next steers by throwing (redirect, not found); such a throw passes through. */
function isNavigation(error: unknown): boolean {
  return error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_');
}

/**
 * Runs one verb for one caller: origin, session, what stands against it now, role, input, verb, in this order. Answers a value whatever
 * happens; refusals of the core and faults come back as problems, never as exceptions, and never echo the input.
 */
export async function runAction<Schema extends z.ZodType, Anybody extends User, Who extends Anybody, T>(
  verb: Verb<Schema, Who, T>,
  caller: Caller<Anybody, Who>,
  words: Words,
  input: unknown,
): Promise<ActionResult<T>> {
  try {
    if (!isOwnOrigin(caller.origin, caller.host)) {
      return { ok: false, problem: words.problem('request.foreign', {}) };
    }
    const user = await caller.findUser();
    if (user === null) return { ok: false, problem: words.problem('session.ended', {}) };
    const refusal = caller.forbids(user);
    if (refusal !== null) return { ok: false, problem: words.problem(refusal, {}) };
    if (!caller.admits(user)) return { ok: false, problem: words.problem('request.faulty', {}) };
    const parsed = verb.schema.safeParse(input);
    if (!parsed.success) return { ok: false, fieldErrors: fieldErrors(parsed.error, words) };
    return { ok: true, data: await verb.perform(parsed.data, user) };
  } catch (error) {
    if (isNavigation(error)) throw error;
    return { ok: false, problem: problemOf(error, words) };
  }
}
