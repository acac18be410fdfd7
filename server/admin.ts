import { createServer } from 'node:http';
import next from 'next';
import { env } from '@/lib/platform/env';

const app = next({ dev: false, hostname: '127.0.0.1', port: env.adminPort });
await app.prepare();
const answer = app.getRequestHandler();

const server = createServer((request, response) => void answer(request, response));
// Longer than the front door keeps its side open, so that it never writes into a connection closing here.
server.keepAliveTimeout = 90_000;
server.listen(env.adminPort, '127.0.0.1');

process.once('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), 5_000).unref();
});
