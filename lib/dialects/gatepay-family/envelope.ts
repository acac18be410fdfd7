import { answerJson } from '@/lib/dialects/answer-json';

/** The family's answer: HTTP says only that there is one, `code` says which; `time` is unix seconds as text. */
export function envelope(code: number, msg: string, data: unknown, status = 200): Response {
  const time = String(Math.floor(Date.now() / 1000));
  return answerJson({ code, msg, time, data }, status);
}

export function success(data: unknown): Response {
  return envelope(100, '请求成功', data);
}
