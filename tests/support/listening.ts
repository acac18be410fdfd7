import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Opens a test's servers on free ports of the loopback, and ends them all. */
export class Listening {
  readonly #open: Server[] = [];

  async listen(server: Server): Promise<number> {
    this.#open.push(server);
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    return (server.address() as AddressInfo).port;
  }

  end(): void {
    for (const server of this.#open.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  }
}
