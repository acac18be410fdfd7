import type { Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface Drain {
  /** While true, readiness is refused and every answer closes its connection. */
  isDraining(): boolean;
  /** Counts an answer that is being made, so that the end can wait for it. */
  watch(response: ServerResponse): void;
  /**
   * Ends the server without dropping a request: refuses readiness, waits `noticeSeconds` for load balancers to see
   * it, closes connections with their next answer, ends event streams (browsers come back by themselves) and
   * resolves when the last answer is out, at the latest after `patienceSeconds` more.
   */
  end(noticeSeconds: number, patienceSeconds: number): Promise<void>;
}

export function createDrain(server: Server): Drain {
  const answering = new Set<ServerResponse>();
  let isDraining = false;
  return {
    isDraining: () => isDraining,
    watch: (response) => {
      answering.add(response);
      response.once('close', () => answering.delete(response));
    },
    end: async (noticeSeconds, patienceSeconds) => {
      isDraining = true;
      await pause(noticeSeconds * 1000);
      const closed = new Promise<void>((settle) => server.close(() => settle()));
      for (const response of answering) {
        if (String(response.getHeader('content-type')).startsWith('text/event-stream')) response.end();
      }
      const closing = setInterval(() => server.closeIdleConnections(), 50);
      server.closeIdleConnections();
      await Promise.race([closed, pause(patienceSeconds * 1000, undefined, { ref: false })]);
      clearInterval(closing);
      server.closeAllConnections();
    },
  };
}
