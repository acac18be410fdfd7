import { createGateway } from '@/gateway/app';

const gateway = createGateway();

/**
 * The public surface inside Next: every route handler exports this one function under each method, so that a
 * host which runs only Next serves the same table as the front door.
 */
export async function answerInNext(request: Request): Promise<Response> {
  return gateway.fetch(request);
}
