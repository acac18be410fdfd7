/**
 * The one public port: the gateway's addresses are answered in this process, everything else is handed to the
 * admin. It holds no rule of its own beyond which is which.
 */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createDrain, type Drain } from './drain';
import { createProxy } from './proxy';
import { isReplayed, serveRawTargets } from './raw-target';
import { chooseDestination } from './route';

export interface FrontDoorOptions {
  readonly gateway: RequestListener;
  readonly isPublicPath: (path: string) => boolean;
  readonly adminPort: number;
  readonly protocol: string;
}

export interface FrontDoor {
  readonly server: Server;
  readonly drain: Drain;
}

export function createFrontDoor({ gateway, isPublicPath, adminPort, protocol }: FrontDoorOptions): FrontDoor {
  const proxy = createProxy({ port: adminPort, protocol });
  const server = createServer({
    // A client that dribbles its header or body loses the connection, not we the socket.
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 2_000,
    // Longer than the minute after which common reverse proxies drop an idle connection.
    keepAliveTimeout: 65_000,
  });
  serveRawTargets(server);
  const drain = createDrain(server);
  server.on('request', (request, response) => {
    drain.watch(request, response);
    // Not by setHeader: together with writeHead's raw list, Node would then merge repeated Set-Cookie headers.
    if (drain.isDraining() || isReplayed(request.socket)) response.shouldKeepAlive = false;
    const destination = chooseDestination(request.url ?? '/', isPublicPath);
    if (destination === null) {
      response.writeHead(400, { connection: 'close' }).end();
    } else if (drain.isDraining() && destination.target === '/readyz') {
      response.writeHead(503, { 'content-type': 'application/json' }).end('{"ready":false,"stopping":true}');
    } else if (destination.to === 'admin') {
      proxy(request, response, destination.target);
    } else {
      request.url = destination.target;
      gateway(request, response);
    }
  });
  return { server, drain };
}
