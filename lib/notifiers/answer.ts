import type { Reply } from '@/lib/notifiers/notifier';
import { type Answer, type HttpClient, readRetryAfter, type SendResult } from '@/lib/platform/http';

const HEAD_CHARACTERS = 300;

export function postJson(
  client: HttpClient,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<SendResult> {
  const type = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Matou/0.1 (notification)',
  };
  return client.send({ method: 'POST', url, headers: { ...type, ...headers }, body });
}

/** The first characters of an answer on one line. */
export function headOf({ body }: Answer): string {
  // A character cut in two at the end is dropped.
  const text = new TextDecoder('utf-8').decode(body, { stream: true });
  return text.replace(/\s+/g, ' ').trim().slice(0, HEAD_CHARACTERS);
}

/** A failure that the platform put into no words of its own. */
export function bareFailure(result: SendResult): Reply {
  if (result.kind === 'no_answer') {
    return { isSent: false, reason: `${result.failure}: ${result.detail}`, retryAfterSeconds: null };
  }
  const retryAfterSeconds = readRetryAfter(result.headers['retry-after'], Date.now());
  return { isSent: false, reason: `HTTP ${result.status} ${headOf(result)}`.trim(), retryAfterSeconds };
}

/** The fields of a JSON object; null for anything else. */
export function fieldsOf(result: SendResult): Readonly<Record<string, unknown>> | null {
  if (result.kind === 'no_answer' || result.isCut) return null;
  try {
    const value: unknown = JSON.parse(result.body.toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/**
 * Judges the robots that answer 200 whatever happens, with a number that is 0 for success. `slowDown` are the numbers
 * that mean that too much was sent, with the seconds to wait.
 */
export function judgeNumbered(
  result: SendResult,
  names: { code: string; words: string },
  slowDown: Readonly<Record<number, number>>,
): Reply {
  const fields = fieldsOf(result);
  const code = fields?.[names.code];
  if (result.kind === 'no_answer' || fields === null || typeof code !== 'number') return bareFailure(result);
  if (result.status === 200 && code === 0) return { isSent: true, answer: headOf(result) };
  const words = fields[names.words];
  const reason = `${code} ${typeof words === 'string' ? words : headOf(result)}`.trim();
  return { isSent: false, reason, retryAfterSeconds: slowDown[code] ?? null };
}
