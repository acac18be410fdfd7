const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const UNAVAILABLE_HEADERS = { ...HEADERS, 'retry-after': '2' };

/** The family's answer: HTTP says only that there is one, `code` says which; `time` is unix seconds as text. */
export function envelope(code: number, msg: string, data: unknown, status = 200): Response {
  const time = String(Math.floor(Date.now() / 1000));
  const headers = status === 503 ? UNAVAILABLE_HEADERS : HEADERS;
  return new Response(JSON.stringify({ code, msg, time, data }), { status, headers });
}

export function success(data: unknown): Response {
  return envelope(100, '请求成功', data);
}
