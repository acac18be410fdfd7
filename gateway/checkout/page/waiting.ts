import type { ChoosingView, PendingView } from '@/gateway/checkout/checkout-view';
import type { Messages } from '@/gateway/checkout/messages';
import {
  type Fact,
  factList,
  formatDeadline,
  formatMoment,
  orderFacts,
  yuan,
} from '@/gateway/checkout/page/facts';
import { type Asked, selfLink } from '@/gateway/checkout/page/frame';
import { icon } from '@/gateway/checkout/page/icons';
import { type Html, html } from '@/gateway/page/html';

type WaitingView = ChoosingView | PendingView;

/** To whom the money goes, and what else belongs beside that name. */
export function head(view: WaitingView, words: Messages, beside: Html | null): Html {
  return html`<div class="head"><h1 tabindex="-1"><small>${words.payTo}</small> ${view.merchantName}</h1>${beside}</div>`;
}

export function how(text: string, name: 'scan' | 'phone' = 'scan'): Html {
  return html`<p class="how">${icon(name)}<span>${text}</span></p>`;
}

/** How long the order still waits. */
export function clock(view: WaitingView, words: Messages): Html {
  const minutes = String(Math.floor(view.secondsLeft / 60)).padStart(2, '0');
  const seconds = String(view.secondsLeft % 60).padStart(2, '0');
  return html`<p class="clock"><span>${words.timeLeftBefore}<b id="left" role="timer" aria-live="off">${minutes}:${seconds}</b>${words.timeLeftAfter}</span>
    <span class="hurry">${words.lastMinute}</span>
    <span class="muted">${words.until(formatDeadline(view.expiresAt, view.now))}</span></p>`;
}

/** On a wide screen the slip has room to say at once what is bought. */
export function brief(view: WaitingView, words: Messages, more: Fact): Html {
  const goods = view.title === '' ? [] : ([[words.goods, view.title]] as const);
  return html`<div class="brief">${factList([...goods, more])}</div>`;
}

export function details(view: WaitingView, words: Messages): Html {
  const facts = [
    ...orderFacts(view, words),
    [words.orderPrice, yuan(view.price)],
    [words.createdAt, formatMoment(view.createdAt)],
  ] as const;
  return html`<details><summary>${words.details}</summary>${factList(facts)}</details>`;
}

/** Buttons for browsers that run no script; the others never see them. */
export function withoutScript(asked: Asked): Html {
  const { words } = asked;
  const isStopped = asked.query.get('auto') === '0';
  return html`<noscript><p class="nojs"><a class="button" href="${selfLink(asked, {})}">${words.refresh}</a>
    <a class="button" href="${selfLink(asked, { auto: isStopped ? null : '0' })}">${isStopped ? words.startRefresh : words.stopRefresh}</a></p></noscript>`;
}
