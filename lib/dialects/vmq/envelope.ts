import { answerJson } from '@/lib/dialects/answer-json';

/** The answer of V免签: code 1 for success, -1 for everything else. */
export function envelope(code: 1 | -1, msg: string, data: unknown, status = 200): Response {
  return answerJson({ code, msg, data }, status);
}

export function success(data: unknown): Response {
  return envelope(1, '成功', data);
}
