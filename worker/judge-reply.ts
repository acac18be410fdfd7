import type { AttemptRecord } from '@/lib/core/callbacks';
import type { Dialect } from '@/lib/dialects';
import { type Answer, readRetryAfter, type SendResult } from '@/lib/platform/http';

/** The part of an attempt's record that the other side decides. */
export type Verdict = Pick<
  AttemptRecord,
  'httpStatus' | 'responseHead' | 'failure' | 'failureDetail' | 'judgement' | 'retryAfterSeconds'
>;

interface Context {
  readonly dialect: Pick<Dialect, 'acknowledge'>;
  /** Whether the merchant switched the lenient reading on. */
  readonly isLenient: boolean;
  readonly url: string;
  readonly now: number;
}

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

/** What an attempt came to. Acknowledged is what the dialect says. */
export function judgeReply(result: SendResult, context: Context): Verdict {
  if (result.kind === 'no_answer') {
    const { failure, detail } = result;
    const nothing = { httpStatus: null, responseHead: null, judgement: null, retryAfterSeconds: null };
    return { ...nothing, failure, failureDetail: detail };
  }
  const { status, body } = result;
  const judgement = context.dialect.acknowledge(result, context);
  const retryAfter = SLOW_DOWN.includes(status) ? result.headers['retry-after'] : undefined;
  return {
    httpStatus: status,
    responseHead: body,
    judgement,
    retryAfterSeconds: readRetryAfter(retryAfter, context.now),
    ...(judgement?.isAcknowledged === true
      ? { failure: null, failureDetail: null }
      : failureOf(result, context.url)),
  };
}

/** Whether the host itself seems to be in trouble, as opposed to answering something we did not want. */
export function isHostBroken(verdict: Verdict): boolean {
  if (verdict.failure === null) return false;
  if (verdict.httpStatus === null) return verdict.failure !== 'no_address';
  return verdict.httpStatus >= 500 || verdict.httpStatus === 429;
}
