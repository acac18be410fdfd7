import { DomainError } from '@/lib/core/errors';
import type { Operation, Problem, RawRequest } from '@/lib/dialects/dialect';
import { Refusal } from '@/lib/dialects/dialect';
import { withinDeadline } from '@/lib/platform/deadline';
import { newKey } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import { ANSWER_WITHIN_MS, isDatabaseAway } from '@/lib/platform/outage';

/** Unknown merchants are verified against this, so that they cost what a wrong signature costs. */
const DECOY_SECRET = newKey();

/** Tries every secret, whichever fits: the time says nothing about which. */
function isSignedByAny(operation: Operation, claim: unknown, secrets: readonly string[]): boolean {
  let isSigned = false;
  for (const secret of secrets) {
    if (secret === '') throw new Error('an empty secret verifies nothing');
    if (operation.isSignedWith(claim, secret)) isSigned = true;
  }
  return isSigned;
}

async function answer(operation: Operation, request: RawRequest): Promise<Response> {
  const claim = operation.read(request);
  const credential = await operation.findMerchant(claim);
  if (credential === null) {
    isSignedByAny(operation, claim, [DECOY_SECRET]);
    throw new DomainError('unauthenticated', 'merchant.unknown');
  }
  operation.check(claim);
  if (!isSignedByAny(operation, claim, operation.secrets(credential))) {
    throw new DomainError('unauthenticated', 'credential.signature_invalid');
  }
  if (credential.status !== 'active' && operation.isForSuspended?.(claim) !== true) {
    throw new DomainError('forbidden', 'merchant.suspended');
  }
  return operation.encode(await operation.run(claim, credential), claim);
}

function toProblem(error: unknown, path: string | undefined): Problem {
  if (error instanceof Refusal || error instanceof DomainError) return error;
  const isAway = isDatabaseAway(error);
  log.error({ error, path }, isAway ? 'the database is away' : 'an operation failed by a fault of ours');
  return isAway ? 'unavailable' : 'fault';
}

/**
 * Answers one request in its dialect. Whatever comes in or goes wrong, the answer is the dialect's own; it
 * comes within two seconds, and no message of a fault of ours leaves.
 */
export async function serve(operation: Operation, request: RawRequest): Promise<Response> {
  if (!operation.methods.some((method) => method === request.method)) return operation.refuse('wrong_method');
  try {
    return await withinDeadline(answer(operation, request), ANSWER_WITHIN_MS);
  } catch (error) {
    return operation.refuse(toProblem(error, operation.paths[0]));
  }
}
