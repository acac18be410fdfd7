import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { Action } from '@/lib/auth/action-result';
import {
  findUser,
  isMerchantUser,
  type MerchantUser,
  requestOrigin,
  type SignedIn,
} from '@/lib/auth/current-user';
import { addressOf } from '@/lib/auth/options';
import { type ProblemCode, runAction, type Words } from '@/lib/auth/run-action';
import { inAuditContext } from '@/lib/core/audit';
import { type Acting, recordActed } from '@/lib/core/merchants';

type MessageKey<Code extends string> = Code extends `${infer Area}.${infer Name}` ? `${Area}_${Name}` : never;

function keyOf<Code extends ProblemCode>(code: Code): MessageKey<Code> {
  return code.replace('.', '_') as MessageKey<Code>;
}

async function wordsForReader(): Promise<Words> {
  const [problem, field] = await Promise.all([getTranslations('problem'), getTranslations('fieldFault')]);
  return {
    problem: (code, values) => {
      const key = keyOf(code);
      return { code, cause: problem(`${key}.cause`, values), remedy: problem(`${key}.remedy`, values) };
    },
    field: (fault) => field(fault),
  };
}

/** What an action does to whom it is done to, and so who may do it while something stands against it. */
type Reach = 'reads' | 'changes' | 'owns';

/** Whose the secrets are, he alone sees and changes them; a suspended merchant reads, and so does who acts as one. */
export function refusalOf(user: SignedIn, reach: Reach): ProblemCode | null {
  if (user.isActingOver) return 'impersonation.over';
  if (reach === 'reads') return null;
  if (reach === 'owns') return user.acting === null ? null : 'impersonation.not_yours';
  if (user.acting !== null && !user.acting.mayChange) return 'impersonation.read_only';
  return user.suspendedReason === null ? null : 'merchant.suspended';
}

/** The page that the action was called from, for the audit log. */
function pageOf(given: Headers): string {
  const referer = given.get('referer') ?? '';
  return `page:${URL.canParse(referer) ? new URL(referer).pathname : ''}`;
}

function fieldsOf(input: unknown): string {
  return typeof input === 'object' && input !== null ? Object.keys(input).join(', ') : '';
}

interface Terms<Who extends SignedIn> {
  admits(user: SignedIn): user is Who;
  forbids(user: SignedIn): ProblemCode | null;
  /** Whether it is written down that an operator did this as the merchant. */
  isNoted: boolean;
}

function action<Schema extends z.ZodType, Who extends SignedIn, T>(
  { admits, forbids, isNoted }: Terms<Who>,
  schema: Schema,
  perform: (input: z.output<Schema>, user: Who) => Promise<T>,
): Action<T> {
  return async (input) => {
    const [given, { host }] = await Promise.all([headers(), requestOrigin()]);
    const performNoted = (parsed: z.output<Schema>, user: Who) => {
      const { acting } = user;
      const onBehalfOf = acting === null ? null : `merchant:${acting.merchantId}`;
      const ip = addressOf(given.get('x-forwarded-for')) || null;
      return inAuditContext({ actor: `user:${user.id}`, ip, onBehalfOf }, async () => {
        if (isNoted && acting !== null) await recordActed(acting, pageOf(given), fieldsOf(input));
        return perform(parsed, user);
      });
    };
    const caller = { origin: given.get('origin'), host, findUser, admits, forbids };
    return runAction({ schema, perform: performNoted }, caller, await wordsForReader(), input);
  };
}

function isAnyUser(user: SignedIn): user is SignedIn {
  return user.id > 0;
}

function isOperator(user: SignedIn): user is SignedIn {
  return user.role === 'operator';
}

function isActing(user: SignedIn): user is SignedIn & { readonly acting: Acting } {
  return user.acting !== null;
}

type MerchantVerb<Schema extends z.ZodType, T> = (input: z.output<Schema>, user: MerchantUser) => Promise<T>;

function merchantTerms(reach: Reach): Terms<MerchantUser> {
  return {
    admits: isMerchantUser,
    forbids: (user) => refusalOf(user, reach),
    isNoted: reach === 'changes',
  };
}

/** A server action with which a merchant changes something: `perform` gets the parsed input and the signed-in user. */
export function merchantAction<Schema extends z.ZodType, T>(
  schema: Schema,
  perform: MerchantVerb<Schema, T>,
): Action<T> {
  return action(merchantTerms('changes'), schema, perform);
}

/** A server action that changes nothing and shows no secret. */
export function merchantReadAction<Schema extends z.ZodType, T>(
  schema: Schema,
  perform: MerchantVerb<Schema, T>,
): Action<T> {
  return action(merchantTerms('reads'), schema, perform);
}

/** A server action that shows or changes what opens doors: keys and passwords. Never for who only acts as the merchant. */
export function ownerAction<Schema extends z.ZodType, T>(
  schema: Schema,
  perform: MerchantVerb<Schema, T>,
): Action<T> {
  return action(merchantTerms('owns'), schema, perform);
}

/** A server action on one's own log-in, for everybody who is signed in as himself. */
export function userAction<Schema extends z.ZodType, T>(
  schema: Schema,
  perform: (input: z.output<Schema>, user: SignedIn) => Promise<T>,
): Action<T> {
  const forbids = (user: SignedIn) => (user.acting === null ? null : ('impersonation.not_yours' as const));
  return action({ admits: isAnyUser, forbids, isNoted: false }, schema, perform);
}

/** A server action for the operator's people, while none of them acts as a merchant. */
export function operatorAction<Schema extends z.ZodType, T>(
  schema: Schema,
  perform: (input: z.output<Schema>, user: SignedIn) => Promise<T>,
): Action<T> {
  return action({ admits: isOperator, forbids: () => null, isNoted: false }, schema, perform);
}

/** A server action for an operator who acts as a merchant. */
export function actingAction<Schema extends z.ZodType, T>(
  schema: Schema,
  perform: (input: z.output<Schema>, user: SignedIn & { readonly acting: Acting }) => Promise<T>,
): Action<T> {
  return action({ admits: isActing, forbids: () => null, isNoted: false }, schema, perform);
}
