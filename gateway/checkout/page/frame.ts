import { MARK_PATH, MARK_VIEW_BOX, markSvg } from '@/components/theme/mark';
import { light } from '@/components/theme/tokens';
import { CLIENT_SCRIPT } from '@/gateway/checkout/client/script.generated';
import type { Messages } from '@/gateway/checkout/messages';
import { CHECKOUT_STYLE } from '@/gateway/checkout/page/style';
import type { Page } from '@/gateway/page/answer-page';
import { type Html, html, trusted } from '@/gateway/page/html';

/** What a page needs to know of how it was asked for. */
export interface Asked {
  readonly words: Messages;
  /** The query of this page's own address, for links back to it. */
  readonly query: URLSearchParams;
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
  /** Where a browser without script goes by itself, and after how many seconds. */
  readonly refresh: { readonly seconds: number; readonly url: string | null } | null;
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

function refreshOf({ refresh }: Frame): Html | null {
  if (refresh === null) return null;
  const target = refresh.url === null ? '' : `;url=${refresh.url}`;
  return html`<noscript><meta http-equiv="refresh" content="${refresh.seconds}${target}"></noscript>`;
}

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
    <body data-words="${scriptWords(asked.words)}"${token === '' ? null : html` data-id="${token}"`}>
    ${isTest && html`<header class="test">${asked.words.testStrip}</header>`}
    <main>${slip}<p id="say" role="status" class="${isSaidAloud ? 'say' : 'sr'}">${said}</p></main>
    ${footer(frame)}<script>${trusted(CLIENT_SCRIPT)}</script></body></html>`;
  return { html: page, status, style, script: CLIENT_SCRIPT };
}
