import { DeadlinePassed } from '@/lib/platform/deadline';

/** How long a public answer may wait for the database before it is 503: under two seconds, with room to send it. */
export const ANSWER_WITHIN_MS = 1_800;

const CONNECTION_CODES = new Set([
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

// PostgreSQL classes 08 (connection), 53 (out of disk, memory, connections), 57P (shutting down, starting up),
// and 25006, a database that only reads for now; 57014 is a statement that ran out of time.
const SQLSTATE = /^(?:08...|53...|57P..|57014|25006)$/;

/** Whether an error means that the database cannot be reached at this moment: no fault of the request's. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DeadlinePassed) return true;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return CONNECTION_CODES.has(error.code) || SQLSTATE.test(error.code);
}
