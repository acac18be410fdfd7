import type { AttemptRecord } from '@/lib/core/callbacks';
import type { Dialect } from '@/lib/dialects';
import { type Answer, readRetryAfter, type SendResult } from '@/lib/platform/http';

/** The part of an attempt's record that the other side decides. */
export type Verdict = Pick<
  AttemptRecord,
  'httpStatus' | 'responseHead' | 'failure' | 'failureDetail' | 'retryAfterSeconds'
>;

const SLOW_DOWN = [429, 503];

function redirectTarget(location: string | undefined, url: string): string {
  if (location === undefined || !URL.canParse(location, url)) return 'an unreadable address';
  const { protocol, host } = new URL(location, url);
  return `${protocol}//${host}`;
}

function failureOf(answer: Answer, url: string): Pick<Verdict, 'failure' | 'failureDetail'> {
  if (answer.status >= 300 && answer.status < 400) {
    return { failure: 'redirect', failureDetail: redirectTarget(answer.headers.location, url) };
  }
  if (answer.status !== 200) return { failure: 'http_status', failureDetail: String(answer.status) };
  return { failure: answer.isCut ? 'body_too_large' : 'body_mismatch', failureDetail: null };
}

/** What an attempt came to. Acknowledged is what the dialect says; an answer without an end never is. */
export function judgeReply(
  result: SendResult,
  context: { dialect: Pick<Dialect, 'acknowledged'>; url: string; now: number },
): Verdict {
  if (result.kind === 'no_answer') {
    const { failure, detail } = result;
    return { httpStatus: null, responseHead: null, failure, failureDetail: detail, retryAfterSeconds: null };
  }
  const { status, body } = result;
  const isDone = status === 200 && !result.isCut && context.dialect.acknowledged({ status, body });
  const retryAfter = SLOW_DOWN.includes(status) ? result.headers['retry-after'] : undefined;
  return {
    httpStatus: status,
    responseHead: body,
    retryAfterSeconds: readRetryAfter(retryAfter, context.now),
    ...(isDone ? { failure: null, failureDetail: null } : failureOf(result, context.url)),
  };
}

/** Whether the host itself seems to be in trouble, as opposed to answering something we did not want. */
export function isHostBroken(verdict: Verdict): boolean {
  if (verdict.failure === null) return false;
  if (verdict.httpStatus === null) return verdict.failure !== 'no_address';
  return verdict.httpStatus >= 500 || verdict.httpStatus === 429;
}
