const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

/** The answer of V免签: code 1 for success, -1 for everything else. */
export function envelope(code: 1 | -1, msg: string, data: unknown, status = 200): Response {
  const headers = status === 503 ? { ...HEADERS, 'retry-after': '2' } : HEADERS;
  return new Response(JSON.stringify({ code, msg, data }), { status, headers });
}

export function success(data: unknown): Response {
  return envelope(1, '成功', data);
}
