import { BodyTooLarge, type GatewayRequest } from '@/gateway/request';
import type { PublicRoute } from '@/gateway/route';
import { dialects, type Operation, serve } from '@/lib/dialects';

const NO_BODY = new Uint8Array();

async function answer(operation: Operation, request: GatewayRequest): Promise<Response> {
  const { method, rawQuery: query } = request;
  try {
    const body = method === 'POST' ? await request.readBody() : NO_BODY;
    return await serve(operation, { method, query, body, contentType: request.header('content-type') ?? '' });
  } catch (error) {
    if (error instanceof BodyTooLarge) return operation.refuse('too_large');
    throw error;
  }
}

/** Every path of every dialect. A method that the operation does not know is refused in the dialect's words. */
export function dialectRoutes(): PublicRoute[] {
  const operations = Object.values(dialects).flatMap((dialect) => dialect.operations);
  return operations.flatMap((operation) =>
    operation.paths.map((path) => ({
      methods: ['GET', 'POST'] as const,
      path,
      handle: (request: GatewayRequest) => answer(operation, request),
    })),
  );
}
