import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * Stands between the product and its database, and can be cut or can fall silent. Call it before the
 * product's first import, which reads the address of the database.
 */
export async function layDatabaseWire() {
  const databaseUrl = process.env.DATABASE_URL ?? '';
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'silent' = 'open';
  const server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => near.destroy());
    if (state === 'cut') near.destroy();
    if (state !== 'open') return;
    const far = connect(Number(target.port), target.hostname);
    sockets.add(far);
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
    near.on('data', (data) => state === 'silent' || far.write(data));
    far.on('data', (data) => near.write(data));
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  process.env.DATABASE_URL = url.href;
  return {
    turn(to: typeof state) {
      state = to;
      if (to !== 'silent') for (const socket of sockets) socket.destroy();
    },
  };
}
