import { createGateway } from '@/gateway/app';

const gateway = createGateway();

/**
 * The public surface inside Next: every mount hands on this one function under each method, so that a
 * host which runs only Next serves the same table as the front door.
 *
 * Next compresses whatever it sends, even what is compressed already, so pages are asked for plain.
 */
async function answerInNext(request: Request): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.delete('accept-encoding');
  return gateway.fetch(new Request(request, { headers }));
}

export {
  answerInNext as DELETE,
  answerInNext as GET,
  answerInNext as HEAD,
  answerInNext as OPTIONS,
  answerInNext as PATCH,
  answerInNext as POST,
  answerInNext as PUT,
};
