import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { Action } from '@/lib/auth/action-result';
import { findUser, isMerchantUser, type MerchantUser, requestOrigin } from '@/lib/auth/current-user';
import { type ProblemCode, runAction, type Words } from '@/lib/auth/run-action';
import type { User } from '@/lib/core/merchants';

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

function action<Schema extends z.ZodType, Who extends User, T>(
  admits: (user: User) => user is Who,
  schema: Schema,
  perform: (input: z.output<Schema>, user: Who) => Promise<T>,
): Action<T> {
  return async (input) => {
    const { host } = await requestOrigin();
    const caller = { origin: (await headers()).get('origin'), host, findUser, admits };
    return runAction({ schema, perform }, caller, await wordsForReader(), input);
  };
}

function isAnyUser(user: User): user is User {
  return user.id > 0;
}

function isOperator(user: User): user is User {
  return user.role === 'operator';
}

/** A server action for merchants: `perform` gets the parsed input and the signed-in merchant's user. */
export function merchantAction<Schema extends z.ZodType, T>(
  schema: Schema,
  perform: (input: z.output<Schema>, user: MerchantUser) => Promise<T>,
): Action<T> {
  return action(isMerchantUser, schema, perform);
}

/** A server action for everybody who is signed in. */
export function userAction<Schema extends z.ZodType, T>(
  schema: Schema,
  perform: (input: z.output<Schema>, user: User) => Promise<T>,
): Action<T> {
  return action(isAnyUser, schema, perform);
}

/** A server action for the operator's people. */
export function operatorAction<Schema extends z.ZodType, T>(
  schema: Schema,
  perform: (input: z.output<Schema>, user: User) => Promise<T>,
): Action<T> {
  return action(isOperator, schema, perform);
}
