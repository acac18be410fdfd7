import type { Problem } from '@/lib/dialects/dialect';
import { answerTo, type Codes } from '@/lib/dialects/epay-v1/codes';

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

export function json(body: object, status = 200): Response {
  const headers = status === 503 ? { ...HEADERS, 'retry-after': '2' } : HEADERS;
  return new Response(JSON.stringify(body), { status, headers });
}

export function refuseInJson(codes: Codes): (problem: Problem) => Response {
  return (problem) => {
    const { code, msg, status } = answerTo(problem, codes);
    return json({ code, msg }, status);
  };
}
