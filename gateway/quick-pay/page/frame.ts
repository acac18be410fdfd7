import { MARK_PATH, MARK_VIEW_BOX, markSvg } from '@/components/theme/mark';
import { light } from '@/components/theme/tokens';
import type { Page } from '@/gateway/page/answer-page';
import { type Html, html, trusted } from '@/gateway/page/html';
import type { Words } from '@/gateway/quick-pay/messages';
import { QUICK_PAY_SCRIPT } from '@/gateway/quick-pay/page/script';
import { QUICK_PAY_STYLES } from '@/gateway/quick-pay/page/style';
import { type Ask, askQuery } from '@/gateway/quick-pay/read-ask';
import type { Skin } from '@/lib/core/quick-pay';

export interface Frame {
  readonly words: Words;
  readonly ask: Ask;
  readonly skin: Skin;
  readonly status: number;
  readonly title: string;
  readonly isTest: boolean;
  /** What a chat shows beside a shared link; null for a page that leads to no payment. */
  readonly card: { readonly description: string; readonly picture: string } | null;
  /** False where the page is only looked at. */
  readonly isAlive: boolean;
  readonly body: Html;
}

const ICON = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${MARK_VIEW_BOX}"><path fill="${light.accent}" fill-rule="evenodd" d="${MARK_PATH}"/></svg>`,
)}`;

function shareCard({ card, title }: Frame): Html | null {
  if (card === null) return null;
  return html`<meta name="description" content="${card.description}"><meta property="og:type" content="website">
    <meta property="og:title" content="${title}"><meta property="og:description" content="${card.description}">
    <meta property="og:image" content="${card.picture}">`;
}

function footer({ words, ask }: Frame): Html {
  const { shared } = words;
  const other = shared.otherLanguageTag;
  return html`<footer><span>${trusted(markSvg(16))} ${shared.brand}</span><span>${shared.poweredBy}</span>
    <a href="/pay/any?${askQuery(ask, { lang: other })}" lang="${other}" hreflang="${other}">${shared.otherLanguage}</a></footer>`;
}

/** One whole document; style and script stand in it, and it fetches nothing else. */
export function drawFrame(frame: Frame): Page {
  const { words, skin, status, title, isTest, isAlive, body } = frame;
  const style = QUICK_PAY_STYLES[skin];
  const page = html`<!doctype html><html lang="${words.shared.htmlLang}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="format-detection" content="telephone=no"><meta name="robots" content="noindex">
    <title>${title}</title><link rel="icon" href="${ICON}">${shareCard(frame)}
    <style>${trusted(style)}</style></head><body>
    ${isTest && html`<header class="test">${words.shared.testStrip}</header>`}
    <main>${body}</main>${footer(frame)}${isAlive && html`<script data-cfasync="false">${trusted(QUICK_PAY_SCRIPT)}</script>`}</body></html>`;
  return { html: page, status, style, script: isAlive ? QUICK_PAY_SCRIPT : null };
}
