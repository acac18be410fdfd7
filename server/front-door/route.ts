import { normalisePath } from '@/gateway/request';

/** Where one request goes. `null` is no address at all and gets 400. */
export type Destination =
  | { readonly to: 'gateway'; readonly target: string }
  | { readonly to: 'admin'; readonly target: string }
  | null;

/**
 * Decides by the path alone, without doubled leading slashes and a trailing one; what is not the gateway's goes to
 * the admin exactly as it came. A request target may also be absolute (`GET http://host/path`), as proxies send it.
 */
export function chooseDestination(
  requestTarget: string,
  isPublicPath: (path: string) => boolean,
): Destination {
  const target = requestTarget.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  if (!target.startsWith('/')) return null;
  const mark = target.indexOf('?');
  const path = normalisePath(mark < 0 ? target : target.slice(0, mark));
  if (!isPublicPath(path)) return { to: 'admin', target };
  return { to: 'gateway', target: mark < 0 ? path : path + target.slice(mark) };
}
