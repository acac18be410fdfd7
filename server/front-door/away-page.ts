import type { IncomingMessage, ServerResponse } from 'node:http';

const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="3"><title>后台正在重启 · Matou</title>
<style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:32em;margin:20vh auto;padding:0 24px}</style>
<h1>后台正在重启</h1><p>收款不受影响：下单、付款和回调照常进行。本页会自动刷新。</p>
<p lang="en">The admin is restarting. Payments go on. This page refreshes by itself.</p></html>`;

/** Answers for an admin that is not there. Programs get a line of text, people a page that tries again. */
export function sayAdminIsAway(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const isForPeople = (request.headers.accept ?? '').includes('text/html');
  response.writeHead(502, {
    'content-type': isForPeople ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': '3',
  });
  response.end(isForPeople ? PAGE : 'The admin is restarting. Payments go on.\n');
}
