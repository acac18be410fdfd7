import type { GatewayRequest } from '@/gateway/request';

/**
 * One address of the public surface. The same entries are mounted in the front door and in Next route
 * handlers, so a handler knows only Web-standard requests and responses.
 */
export interface PublicRoute {
  /** GET also answers HEAD. Other methods are refused with 405 before the handler. */
  readonly methods: readonly ('GET' | 'POST')[];
  /** Exact path without a trailing slash, such as `/pay/api`. */
  readonly path: string;
  handle(request: GatewayRequest): Promise<Response> | Response;
}
