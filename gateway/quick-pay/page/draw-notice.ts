import { icon } from '@/gateway/checkout/page/icons';
import type { Page } from '@/gateway/page/answer-page';
import { html } from '@/gateway/page/html';
import type { Words } from '@/gateway/quick-pay/messages';
import type { NoticeKind } from '@/gateway/quick-pay/notice-kind';
import { drawFrame } from '@/gateway/quick-pay/page/frame';
import { type Ask, askQuery } from '@/gateway/quick-pay/read-ask';

/** What is over for good is 410; what may be better in a while is an answer like any other. */
const STATUS: Readonly<Record<NoticeKind, number>> = {
  unknown: 404,
  not_open: 403,
  disabled: 410,
  expired: 410,
  used_up: 410,
  closed_today: 200,
  held: 200,
  unavailable: 200,
  fault: 503,
};

const PASSING: readonly NoticeKind[] = ['held', 'unavailable', 'fault'];

export interface Notice {
  readonly words: Words;
  readonly ask: Ask;
  readonly kind: NoticeKind;
  /** Null while it is not known whom the link belongs to. */
  readonly payee: { readonly name: string; readonly isTest: boolean } | null;
  /** The merchant's own words, or empty. */
  readonly message: string;
}

/** Says politely why nothing can be paid. */
export function drawNotice({ words, ask, kind, payee, message }: Notice): Page {
  const [title, text] = words.notices[kind];
  const isPassing = PASSING.includes(kind);
  const body = html`<article class="result${isPassing && ' warn'}" data-state="${kind}">
    <div class="seal">${icon(isPassing ? 'hourglass' : 'cross', 32)}</div>
    <h1>${title}</h1><p>${text}</p>
    ${message !== '' && html`<p class="said"><b>${words.fromMerchant}</b>${message}</p>`}
    ${payee !== null && html`<p class="muted">${payee.name}</p>`}
    ${isPassing && html`<a class="button primary" href="/pay/any?${askQuery(ask)}">${words.retry}</a>`}</article>`;
  return drawFrame({
    words,
    ask,
    skin: 0,
    status: STATUS[kind],
    title: payee === null ? title : `${title} · ${payee.name}`,
    isTest: payee?.isTest ?? false,
    card: null,
    isAlive: false,
    body,
  });
}
