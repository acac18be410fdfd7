/** The envelope of the vmq protocol; monitor apps show `msg` to their owner. */
function reply(code: 1 | -1, msg: string, status: number): Response {
  return new Response(JSON.stringify({ code, msg, data: null }), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}

export function accepted(): Response {
  return reply(1, '成功', 200);
}

export function refused(msg: string): Response {
  return reply(-1, msg, 200);
}

export function unavailable(): Response {
  return reply(-1, '服务暂时不可用，请稍后重试', 503);
}
