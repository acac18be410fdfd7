import type { CallbackFailure } from '@/lib/core/callbacks/callback';

/** What most likely went wrong, as a key for words in the reader's language. */
export const DIAGNOSES = [
  'no_address',
  'bad_address',
  'address_not_public',
  'name_unknown',
  'unreachable',
  'certificate',
  'too_slow',
  'connection_cut',
  'not_http',
  'redirect',
  'access_denied',
  'path_unknown',
  'method_refused',
  'asked_to_slow_down',
  'server_error',
  'other_status',
  'bom_before_success',
  'success_with_more',
  'says_fail',
  'html_page',
  'json_answer',
  'empty_answer',
  'other_answer',
  'answer_too_long',
] as const;
export type Diagnosis = (typeof DIAGNOSES)[number];

const OF_FAILURE = {
  no_address: 'no_address',
  bad_address: 'bad_address',
  refused_address: 'address_not_public',
  dns: 'name_unknown',
  connect: 'unreachable',
  tls: 'certificate',
  timeout: 'too_slow',
  reset: 'connection_cut',
  protocol: 'not_http',
  redirect: 'redirect',
  body_too_large: 'answer_too_long',
} as const satisfies Partial<Record<CallbackFailure, Diagnosis>>;

function ofStatus(status: number): Diagnosis {
  if (status === 401 || status === 403) return 'access_denied';
  if (status === 404 || status === 410) return 'path_unknown';
  if (status === 405) return 'method_refused';
  if (status === 429) return 'asked_to_slow_down';
  return status >= 500 ? 'server_error' : 'other_status';
}

function ofAnswer(text: string): Diagnosis {
  const answer = text.trim().toLowerCase();
  if (answer === '') return 'empty_answer';
  if (answer.startsWith('<') || answer.includes('<html')) return 'html_page';
  // trim() has taken the mark away, so what is left is the bare word.
  if (answer === 'success') return 'bom_before_success';
  if (answer.startsWith('{') || answer.startsWith('[')) return 'json_answer';
  if (answer.includes('success')) return 'success_with_more';
  return answer.startsWith('fail') ? 'says_fail' : 'other_answer';
}

/** Names the likely cause of a failed attempt; null for one that was acknowledged. `answer` is the answer's head. */
export function diagnose(attempt: {
  failure: CallbackFailure | null;
  httpStatus: number | null;
  answer: string | null;
}): Diagnosis | null {
  if (attempt.failure === null) return null;
  if (attempt.failure === 'http_status') return ofStatus(attempt.httpStatus ?? 0);
  if (attempt.failure === 'body_mismatch') return ofAnswer(attempt.answer ?? '');
  return OF_FAILURE[attempt.failure];
}
