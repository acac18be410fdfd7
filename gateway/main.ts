import { getRequestListener } from '@hono/node-server';
import { createGateway, isPublicPath } from '@/gateway/app';
import { sayAlive } from '@/gateway/say-alive';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { createFrontDoor } from '@/server/front-door';

const { server, drain } = createFrontDoor({
  gateway: getRequestListener(createGateway().fetch),
  isPublicPath,
  adminPort: env.adminPort,
  protocol: new URL(env.publicUrl).protocol.replace(':', ''),
});

server.once('error', (fault) => {
  log.fatal({ fault: fault.message }, 'the front door cannot open');
  process.exit(1);
});
await sayAlive();
server.listen(env.port, env.host);

const NOTICE_SECONDS = 3;
const PATIENCE_SECONDS = 6;

async function leave(noticeSeconds: number): Promise<void> {
  await drain.end(noticeSeconds, PATIENCE_SECONDS);
  process.exit(0);
}

process.once('SIGTERM', () => void leave(NOTICE_SECONDS));
// Ctrl-C comes from a person; no load balancer has to be told first.
process.once('SIGINT', () => void leave(0));
