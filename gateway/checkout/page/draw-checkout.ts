import type { CheckoutView } from '@/gateway/checkout/checkout-view';
import type { Messages } from '@/gateway/checkout/messages';
import { drawChoosing } from '@/gateway/checkout/page/draw-choosing';
import { drawPending } from '@/gateway/checkout/page/draw-pending';
import { drawResult, LEAVE_AFTER_SECONDS, seal } from '@/gateway/checkout/page/draw-result';
import { type Asked, drawFrame, type Frame, selfLink } from '@/gateway/checkout/page/frame';
import type { Page } from '@/gateway/page/answer-page';
import { type Html, html } from '@/gateway/page/html';
import { formatYuan } from '@/lib/platform/money';

/** Pages whose script does not run look again this often; a person can stop it. */
const REFRESH_SECONDS: Readonly<Partial<Record<CheckoutView['state'], number>>> = {
  choosing: 10,
  pending: 10,
  confirming: 3,
  unavailable: 10,
  paid_unconfirmed: 30,
};

const OWED_REFRESH_SECONDS = 30;

function slipOf(view: CheckoutView, asked: Asked): Html {
  if (view.state === 'choosing') return drawChoosing(view, asked);
  return view.state === 'pending' ? drawPending(view, asked) : drawResult(view, asked);
}

/** What the status line says. */
function saidOf(view: CheckoutView, words: Messages): string {
  if (view.state === 'choosing') return words.choosingWaiting;
  if (view.state === 'pending') return words.waiting;
  const title = titleOf(view, words);
  return 'keyCount' in view && view.keyCount > 0
    ? `${title}${words.comma}${words.keyCount(view.keyCount)}`
    : title;
}

function titleOf(view: CheckoutView, words: Messages): string {
  const titles: Readonly<Record<CheckoutView['state'], string>> = {
    choosing: words.chooseTitle,
    creating: words.creatingTitle,
    unavailable: words.unavailableTitle,
    pending: words.pendingTitle,
    confirming: words.confirmingTitle,
    paid: words.paidTitle,
    paid_unconfirmed: words.unconfirmedTitle,
    late: words.lateTitle,
    underpaid: words.underpaidTitle,
    overpaid: words.overpaidTitle,
    refunded: words.refundedTitle,
    expired: words.expiredTitle,
    closed: words.closedTitle,
  };
  return titles[view.state];
}

function refreshOf(view: CheckoutView, { query }: Asked): Frame['refresh'] {
  if (view.state === 'paid' && view.isLeaving) {
    return { seconds: LEAVE_AFTER_SECONDS.paid, isLeaving: true };
  }
  if (view.state === 'expired' && view.isLeaving) {
    return { seconds: LEAVE_AFTER_SECONDS.expired, isLeaving: true };
  }
  const isOwed = 'owed' in view && view.owed > 0;
  const seconds = isOwed ? OWED_REFRESH_SECONDS : REFRESH_SECONDS[view.state];
  return seconds === undefined || query.get('auto') === '0' ? null : { seconds, isLeaving: false };
}

/** Draws any state of a checkout as a whole document. */
export function drawCheckout(view: CheckoutView, asked: Asked, token: string): Page {
  const { words } = asked;
  const isWaiting = view.state === 'pending' || view.state === 'choosing';
  const subject = view.state === 'pending' ? `¥${formatYuan(view.payable)}` : titleOf(view, words);
  return drawFrame({
    asked,
    token,
    // A closed order is gone for good; every other state is an answer like any other.
    status: view.state === 'closed' ? 410 : 200,
    title: `${subject} · ${view.merchantName}`,
    isTest: view.isTest,
    slip: slipOf(view, asked),
    said: saidOf(view, words),
    isSaidAloud: isWaiting,
    refresh: refreshOf(view, asked),
  });
}

function drawNotice(
  asked: Asked,
  state: 'not_found' | 'fault',
  status: number,
  title: string,
  text: string,
): Page {
  const isFault = state === 'fault';
  const retry = html`<div class="acts"><a class="button primary" href="${selfLink(asked, {})}">${asked.words.retry}</a></div>`;
  return drawFrame({
    asked,
    token: isFault ? (asked.query.get('id') ?? '') : '',
    status,
    title,
    isTest: false,
    slip: html`<article id="slip" class="slip result ${isFault ? 'warn' : 'calm'}" data-state="${state}" data-now="0" data-expires="0">
      ${seal(isFault ? 'hourglass' : 'cross')}<h1 tabindex="-1">${title}</h1><p>${text}</p>${isFault && retry}</article>`,
    said: title,
    isSaidAloud: false,
    refresh: isFault ? { seconds: 5, isLeaving: false } : null,
  });
}

/** No order has this address. */
export function drawNotFound(asked: Asked): Page {
  return drawNotice(asked, 'not_found', 404, asked.words.notFoundTitle, asked.words.notFoundText);
}

/** Something of ours is away; the page tries again by itself. */
export function drawFault(asked: Asked): Page {
  return drawNotice(asked, 'fault', 503, asked.words.faultTitle, asked.words.faultText);
}
