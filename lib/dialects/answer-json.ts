const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const UNAVAILABLE_HEADERS = { ...HEADERS, 'retry-after': '2' };

/** An answer that nobody keeps; one that is unavailable says when to ask again. */
export function answerJson(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: status === 503 ? UNAVAILABLE_HEADERS : HEADERS,
  });
}
