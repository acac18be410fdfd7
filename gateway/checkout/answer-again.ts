import { noteFault } from '@/gateway/checkout/asked-by';
import { describeCheckout, type Facts } from '@/gateway/checkout/describe-checkout';
import { pageAddress } from '@/gateway/checkout/page/again';
import type { GatewayRequest } from '@/gateway/request';

const MARK = /^[\w-]{16}$/;

/** Whether the script of this very drawing has run: then it looks by itself, and the page must stay as it is. */
function isScriptRunning(cookies: string, mark: string): boolean {
  return MARK.test(mark) && cookies.split(/;\s*/).includes(`page_${mark}=1`);
}

/** Where the buyer of an order that is over in one way or the other is led now; null while he stays. */
function leavingAddress(facts: Facts | null): string | null {
  const view = facts === null ? null : describeCheckout(facts);
  if (view?.state === 'paid' && view.isLeaving) return view.redirectUrl;
  return view?.state === 'expired' && view.isLeaving ? view.timeoutUrl : null;
}

function seeOther(location: string): Response {
  const headers = { location, 'cache-control': 'no-store, no-transform', 'referrer-policy': 'no-referrer' };
  return new Response(null, { status: 303, headers });
}

/**
 * `/pay/again`: where every page goes by itself after a while. A browser cannot be told to refresh only when the page's
 * script does not run: scripts that a CDN has rewritten, or that the content policy therefore stops, are no reason to
 * show what stands in `noscript`. So the refresh stands in every page, and the script says that it runs by a cookie
 * that names the page; it is answered 204, at which a browser stays where it is. Every other page is read anew, or
 * leaves for where its order leads.
 */
export async function answerAgain(
  request: GatewayRequest,
  load: (request: GatewayRequest) => Promise<Facts | null>,
): Promise<Response> {
  const { query } = request;
  if (isScriptRunning(request.header('cookie') ?? '', query.get('mark') ?? '')) {
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
  }
  const isLeaving = query.get('leave') === '1' && !request.isHead;
  try {
    const away = isLeaving ? leavingAddress(await load(request)) : null;
    return seeOther(away === null ? pageAddress(query) : new URL(away).href);
  } catch (error) {
    noteFault(error, '/pay/again');
    return seeOther(pageAddress(query));
  }
}
