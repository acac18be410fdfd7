import { createGateway } from '@/gateway/app';

const gateway = createGateway();

/**
 * The public surface inside Next: every route handler exports this one function under each method, so that a
 * host which runs only Next serves the same table as the front door.
 *
 * Next compresses whatever it sends, even what is compressed already, so pages are asked for plain.
 */
export async function answerInNext(request: Request): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.delete('accept-encoding');
  return gateway.fetch(new Request(request, { headers }));
}
