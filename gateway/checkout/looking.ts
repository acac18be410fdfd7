import type { GatewayRequest } from '@/gateway/request';
import { env } from '@/lib/platform/env';

/** What the page's own script sends along: only a page of ours can. */
export const PAGE_MARK = 'x-matou-page';

const PURPOSES = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];

/** Programs that look at links for somebody: crawlers, previews of chats, checkers. A phone of the maker Cubot is none. */
const LINK_READERS =
  /(?<!cu)bot\b|robot|spider|crawl|slurp|preview|externalhit|facebookcatalog|^whatsapp\/|iframely|embedly|vkshare|linkexpand|qq-url-manager|url2?meta|inspectiontool|lighthouse|validator|urlscan|link-?check/i;

/** Where a browser draws a page. */
const WINDOWS = ['document', 'iframe', 'frame'];

/** Browsers since this one say over https what they fetch a page for. */
const SAYING_CHROME = /\bChrome\/(?:8[5-9]|9\d|\d{3})/;

function userAgentOf(request: GatewayRequest): string {
  return request.header('user-agent') ?? '';
}

/** Nobody sees an answer to this: the address is tried, fetched ahead, or read by a program that says so. */
export function isPassingBy(request: GatewayRequest): boolean {
  const purposes = PURPOSES.map((name) => request.header(name) ?? '');
  return (
    request.isHead ||
    /prefetch|preview|prerender/i.test(purposes.join()) ||
    LINK_READERS.test(userAgentOf(request))
  );
}

/** Whether a browser says that it draws the page in a window, or asks on behalf of a page of ours; null when it says nothing. */
function isForWindow(request: GatewayRequest): boolean | null {
  const destination = request.header('sec-fetch-dest');
  if (destination === null) return null;
  return WINDOWS.includes(destination) || request.header('sec-fetch-site') === 'same-origin';
}

/**
 * Whether a page that is asked for is drawn for a buyer, so that an amount may be held for him. Whoever presses the
 * page's button is one; so is its own script, which runs when somebody sees it. A program that borrows a new browser's
 * name forgets what such a browser always says; a buyer who is taken for one has the script and the button.
 */
export function isLooking(request: GatewayRequest): boolean {
  if (request.method === 'POST') return true;
  if (isPassingBy(request)) return false;
  if (request.header(PAGE_MARK) !== null) return true;
  const isSecure = env.publicUrl.startsWith('https:');
  return isForWindow(request) ?? !(isSecure && SAYING_CHROME.test(userAgentOf(request)));
}

/** Whether the page's data is asked for by somebody who shows it: a merchant's own page, or the server that draws it. */
export function isReadingForBuyer(request: GatewayRequest): boolean {
  const isStrangersPart = request.header('sec-fetch-mode') === 'no-cors';
  return !isPassingBy(request) && !isStrangersPart;
}
