import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface Drain {
  /** While true, readiness is refused and every answer closes its connection. */
  isDraining(): boolean;
  /** Notes answers that would never end by themselves: those to browsers that asked for an event stream. */
  watch(request: IncomingMessage, response: ServerResponse): void;
  /**
   * Ends the server without dropping a request: refuses readiness, waits `noticeSeconds` for load balancers to see
   * it, closes connections with their next answer, ends event streams (browsers come back by themselves) and
   * resolves when the last answer is out, at the latest after `patienceSeconds` more.
   */
  end(noticeSeconds: number, patienceSeconds: number): Promise<void>;
}

export function createDrain(server: Server): Drain {
  const streams = new Set<ServerResponse>();
  let isDraining = false;
  return {
    isDraining: () => isDraining,
    watch: (request, response) => {
      if (!request.headers.accept?.startsWith('text/event-stream')) return;
      streams.add(response);
      response.once('close', () => streams.delete(response));
    },
    end: async (noticeSeconds, patienceSeconds) => {
      isDraining = true;
      await pause(noticeSeconds * 1000);
      const closed = new Promise<void>((settle) => server.close(() => settle()));
      for (const stream of streams) stream.end();
      const closing = setInterval(() => server.closeIdleConnections(), 50);
      server.closeIdleConnections();
      await Promise.race([closed, pause(patienceSeconds * 1000, undefined, { ref: false })]);
      clearInterval(closing);
      server.closeAllConnections();
    },
  };
}
