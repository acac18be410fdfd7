import { isChallenge, isProgramError } from '@/lib/core/callbacks/answer-marks';
import type { CallbackFailure } from '@/lib/core/callbacks/callback';
import type { Finding } from '@/lib/core/callbacks/judgement';

/** What most likely went wrong, as a key for words in the reader's language. */
export const DIAGNOSES = [
  'no_address',
  'bad_address',
  'port_shut',
  'address_not_public',
  'fake_ip',
  'name_unknown',
  'unreachable',
  'certificate',
  'tls_version',
  'tls_handshake',
  'too_slow',
  'connection_cut',
  'not_http',
  'redirect',
  'challenge_page',
  'access_denied',
  'path_unknown',
  'method_refused',
  'asked_to_slow_down',
  'server_error',
  'other_status',
  'success_with_more',
  'success_within_word',
  'success_denied',
  'says_fail',
  'html_page',
  'json_answer',
  'json_denies',
  'empty_answer',
  'other_answer',
  'answer_too_long',
] as const;
export type Diagnosis = (typeof DIAGNOSES)[number];

/** What an answer that did not acknowledge is looked at for; the rest speaks for itself. */
type AnswerFailure = 'http_status' | 'body_mismatch' | 'body_too_large';

const OF_FAILURE = {
  no_address: 'no_address',
  bad_address: 'bad_address',
  port_shut: 'port_shut',
  refused_address: 'address_not_public',
  fake_ip: 'fake_ip',
  dns: 'name_unknown',
  connect: 'unreachable',
  certificate: 'certificate',
  tls_version: 'tls_version',
  tls: 'tls_handshake',
  timeout: 'too_slow',
  reset: 'connection_cut',
  protocol: 'not_http',
  redirect: 'redirect',
} as const satisfies Record<Exclude<CallbackFailure, AnswerFailure>, Diagnosis>;

const OF_FINDING: Partial<Record<Finding, Diagnosis>> = {
  empty: 'empty_answer',
  part_of_word: 'success_within_word',
  denied: 'success_denied',
  json_denies: 'json_denies',
  json_unclear: 'json_answer',
  page: 'html_page',
};

function ofStatus(status: number): Diagnosis {
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 401 || status === 403) return 'access_denied';
  if (status === 404 || status === 410) return 'path_unknown';
  if (status === 405) return 'method_refused';
  if (status === 429) return 'asked_to_slow_down';
  return status >= 500 ? 'server_error' : 'other_status';
}

function ofText(text: string): Diagnosis {
  const answer = text.trim().toLowerCase();
  if (answer === '') return 'empty_answer';
  if (answer.startsWith('<') || answer.includes('<html')) return 'html_page';
  if (answer.startsWith('{') || answer.startsWith('[')) return 'json_answer';
  if (answer.includes('success')) return 'success_with_more';
  return answer.startsWith('fail') ? 'says_fail' : 'other_answer';
}

/** Whose page it is comes before what it says: a firewall's says nothing of the program behind it. */
function ofPage(text: string): Diagnosis | null {
  if (isChallenge(text)) return 'challenge_page';
  return isProgramError(text) ? 'server_error' : null;
}

/** Names what is the matter with an answer that is no callback's; null when nothing is. */
export function diagnoseAnswer({ status, text }: { status: number; text: string }): Diagnosis | null {
  return ofPage(text) ?? (status >= 300 ? ofStatus(status) : null);
}

/**
 * Names the likely cause of a failed attempt; null for one that was acknowledged. `answer` is the answer's head, and
 * `finding` what the whole of it was found to be.
 */
export function diagnose(attempt: {
  failure: CallbackFailure | null;
  httpStatus: number | null;
  answer: string | null;
  finding: Finding | null;
}): Diagnosis | null {
  const { failure, httpStatus, finding } = attempt;
  const answer = attempt.answer ?? '';
  if (failure === null) return null;
  if (failure === 'http_status') return ofPage(answer) ?? ofStatus(httpStatus ?? 0);
  if (failure === 'body_mismatch') {
    return ofPage(answer) ?? (finding === null ? null : OF_FINDING[finding]) ?? ofText(answer);
  }
  if (failure === 'body_too_large') return ofPage(answer) ?? 'answer_too_long';
  return OF_FAILURE[failure];
}
