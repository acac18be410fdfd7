import { MARK_PATH, MARK_VIEW_BOX, markSvg } from '@/components/theme/mark';
import { light } from '@/components/theme/tokens';
import { CLIENT_SCRIPT } from '@/gateway/checkout/client/script.generated';
import type { Messages } from '@/gateway/checkout/messages';
import { againAddress } from '@/gateway/checkout/page/again';
import { CHECKOUT_STYLE } from '@/gateway/checkout/page/style';
import type { Page } from '@/gateway/page/answer-page';
import { type Html, html, trusted } from '@/gateway/page/html';

/** What a page needs to know of how it was asked for. */
export interface Asked {
  readonly words: Messages;
  /** The query of this page's own address, for links back to it. */
  readonly query: URLSearchParams;
  /** The path of that address. */
  readonly path: string;
  /** Tells this drawing of the page from every other one. */
  readonly mark: string;
}

/** A link to this very page with some parameters changed; null takes one away. */
export function selfLink({ query }: Asked, changes: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(query);
  next.delete('format');
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return `?${next}`;
}

export interface Frame {
  readonly asked: Asked;
  readonly status: number;
  readonly title: string;
  readonly isTest: boolean;
  /** Left out, it is the checkout's own. */
  readonly style?: string;
  /** Empty when there is no order to follow. */
  readonly token: string;
  readonly slip: Html;
  /** What the status line says; shown only while the buyer waits. */
  readonly said: string;
  readonly isSaidAloud: boolean;
  /** When a page whose script does not run looks again by itself, or leaves for where its order leads. */
  readonly refresh: { readonly seconds: number; readonly isLeaving: boolean } | null;
}

const ICON = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${MARK_VIEW_BOX}"><path fill="${light.accent}" fill-rule="evenodd" d="${MARK_PATH}"/></svg>`,
)}`;

/** The script's words as JSON; its own `{n}` stands where it puts a number. */
function scriptWords(words: Messages): string {
  return JSON.stringify({
    copied: words.copied,
    offline: words.offline,
    online: words.online,
    leaving: words.leaving('{n}'),
    milestones: { 120: words.leftTwoMinutes, 60: words.leftOneMinute, 30: words.leftHalfMinute },
  });
}

/** Not within `noscript`: where a script is only kept from running, nothing of that is shown. */
function refreshOf({ refresh, asked }: Frame): Html | null {
  if (refresh === null) return null;
  const url = againAddress({ ...asked, isLeaving: refresh.isLeaving });
  return html`<meta http-equiv="refresh" content="${refresh.seconds};url=${url}">`;
}

/** Asks those that rewrite pages on their way to leave scripts, and what looks like a mail address, as they are. */
const UNTOUCHED = {
  script: 'data-cfasync="false" data-pagespeed-no-defer',
  from: '<!--email_off-->',
  to: '<!--/email_off-->',
};

function footer({ asked }: Frame): Html {
  const { words } = asked;
  return html`<footer>
    <span>${trusted(markSvg(16))} ${words.brand}</span>
    <span>${words.poweredBy}</span>
    <a href="${selfLink(asked, { lang: words.otherLanguageTag })}" lang="${words.otherLanguageTag}" hreflang="${words.otherLanguageTag}">${words.otherLanguage}</a>
  </footer>`;
}

/** One whole document around a slip; style and script stand in it, and it fetches nothing else to work. */
export function drawFrame(frame: Frame): Page {
  const { asked, status, title, isTest, style = CHECKOUT_STYLE, token, slip, said, isSaidAloud } = frame;
  const page = html`<!doctype html><html lang="${asked.words.htmlLang}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="format-detection" content="telephone=no"><meta name="robots" content="noindex">
    <title>${title}</title><link rel="icon" href="${ICON}">
    <style>${trusted(style)}</style>${refreshOf(frame)}</head>
    <body data-words="${scriptWords(asked.words)}" data-mark="${asked.mark}"${token === '' ? null : html` data-id="${token}"`}>
    ${isTest && html`<header class="test">${asked.words.testStrip}</header>`}
    ${trusted(UNTOUCHED.from)}<main>${slip}<p id="say" role="status" class="${isSaidAloud ? 'say' : 'sr'}">${said}</p></main>${trusted(UNTOUCHED.to)}
    ${footer(frame)}<script ${trusted(UNTOUCHED.script)}>${trusted(CLIENT_SCRIPT)}</script></body></html>`;
  return { html: page, status, style, script: CLIENT_SCRIPT };
}
