import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { checkoutRoutes } from '@/gateway/checkout';
import { dialectRoutes } from '@/gateway/dialect-routes';
import { healthRoutes } from '@/gateway/health';
import { monitorRoutes } from '@/gateway/monitor';
import { pictureRoutes } from '@/gateway/picture';
import { plainAnswer } from '@/gateway/plain-answer';
import { qrcodeRoutes } from '@/gateway/qrcode';
import { quickPayRoutes } from '@/gateway/quick-pay';
import { BodyTooLarge, BodyUnreadable, GatewayRequest, normalisePath, splitAddress } from '@/gateway/request';
import type { PublicRoute } from '@/gateway/route';
import { sessionAnswerRoutes } from '@/gateway/session-answer';
import { simulatorRoutes } from '@/gateway/simulator';
import { log } from '@/lib/platform/log';
import { isDatabaseAway } from '@/lib/platform/outage';

/** Everything that buyers, merchants' servers and monitors reach, on both mounts. */
export const publicRoutes: readonly PublicRoute[] = [
  ...dialectRoutes(),
  ...checkoutRoutes(),
  ...quickPayRoutes(),
  ...simulatorRoutes(),
  ...sessionAnswerRoutes(),
  ...monitorRoutes(),
  ...qrcodeRoutes(),
  ...pictureRoutes(),
  ...healthRoutes(),
];

const publicPaths = new Set(publicRoutes.map((route) => route.path));

/** Unknown addresses below these are the gateway's to refuse; next-auth's are the admin's. */
function isPublicFolder(path: string): boolean {
  if (path.startsWith('/api/')) return path !== '/api/auth' && !path.startsWith('/api/auth/');
  return path.startsWith('/pay/') || path.startsWith('/qrcode/');
}

/** Whether a path, with or without doubled leading and trailing slashes, is answered here and not by the admin. */
export function isPublicPath(pathname: string): boolean {
  const path = normalisePath(pathname);
  return publicPaths.has(path) || isPublicFolder(path);
}

function refuseFault(error: unknown, path: string): Response {
  if (error instanceof BodyTooLarge) return plainAnswer(413, 'The body is larger than 64 KiB.');
  if (error instanceof BodyUnreadable) return plainAnswer(400, 'The body ended early.');
  if (isDatabaseAway(error)) {
    log.error({ error, path }, 'the database is away');
    return plainAnswer(503, 'The service is away for a moment. Try again.', { 'retry-after': '2' });
  }
  log.error({ error, path }, 'a public route failed by a fault of ours');
  return plainAnswer(500, 'Something went wrong on our side.');
}

async function answer(route: PublicRoute, request: Request, peer: string | undefined): Promise<Response> {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (!route.methods.some((one) => one === method)) {
    return plainAnswer(405, 'Method not allowed.', { allow: route.methods.join(', ') });
  }
  try {
    return await route.handle(new GatewayRequest(request, peer));
  } catch (error) {
    return refuseFault(error, route.path);
  }
}

/**
 * The public surface as one Hono app of Web-standard handlers. The front door serves it with
 * `@hono/node-server`, whose bindings tell the peer; Next route handlers call the same `fetch` without them.
 */
export function createGateway(): Hono<{ Bindings: Partial<HttpBindings> }> {
  const app = new Hono<{ Bindings: Partial<HttpBindings> }>({
    getPath: (request) => splitAddress(request.url).path,
  });
  for (const route of publicRoutes) {
    app.all(route.path, (c) => answer(route, c.req.raw, c.env?.incoming?.socket.remoteAddress));
  }
  app.notFound(() => plainAnswer(404, 'There is nothing at this address.'));
  return app;
}
