import { answerJson } from '@/lib/dialects/answer-json';
import type { Problem } from '@/lib/dialects/dialect';
import { answerTo, type Codes } from '@/lib/dialects/epay-v1/codes';

export function refuseInJson(codes: Codes): (problem: Problem) => Response {
  return (problem) => {
    const { code, msg, status } = answerTo(problem, codes);
    return answerJson({ code, msg }, status);
  };
}
