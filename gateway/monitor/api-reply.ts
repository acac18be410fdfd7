/** What both mouths for phones answer: JSON that nobody keeps. */
export function answerJson(status: number, body: Readonly<Record<string, unknown>>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}

export function refuseJson(
  status: number,
  error: string,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  return answerJson(status, { ok: false, error, ...more });
}
