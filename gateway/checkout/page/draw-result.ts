import type {
  CheckoutView,
  EndedView,
  ExpiredView,
  LateView,
  PaidView,
  TooManyOpen,
  UnavailableView,
} from '@/gateway/checkout/checkout-view';
import type { Messages } from '@/gateway/checkout/messages';
import { appealAddress } from '@/gateway/checkout/page/appeal-address';
import { choiceForm } from '@/gateway/checkout/page/draw-choosing';
import { drawGoods } from '@/gateway/checkout/page/draw-goods';
import {
  amountLine,
  type Fact,
  factList,
  formatMoment,
  resultFacts,
  yuan,
} from '@/gateway/checkout/page/facts';
import { type Asked, selfLink } from '@/gateway/checkout/page/frame';
import { type IconName, icon } from '@/gateway/checkout/page/icons';
import { withoutScript } from '@/gateway/checkout/page/waiting';
import { type Html, html } from '@/gateway/page/html';
import { fen, formatYuan } from '@/lib/platform/money';

/** How many seconds the buyer can read before the page leaves by itself. */
export const LEAVE_AFTER_SECONDS = { paid: 3, expired: 5 } as const;

type Tone = 'good' | 'warn' | 'calm' | 'busy';
type Result = Exclude<CheckoutView, { state: 'choosing' | 'pending' }>;

const LOOKS: Readonly<Record<Result['state'], { tone: Tone; icon: IconName }>> = {
  creating: { tone: 'busy', icon: 'hourglass' },
  unavailable: { tone: 'warn', icon: 'hourglass' },
  confirming: { tone: 'busy', icon: 'hourglass' },
  paid: { tone: 'good', icon: 'check' },
  paid_unconfirmed: { tone: 'good', icon: 'check' },
  late: { tone: 'warn', icon: 'clock' },
  underpaid: { tone: 'warn', icon: 'minus' },
  overpaid: { tone: 'warn', icon: 'plus' },
  refunded: { tone: 'calm', icon: 'undo' },
  expired: { tone: 'calm', icon: 'clock' },
  closed: { tone: 'calm', icon: 'cross' },
};

export function seal(name: IconName): Html {
  return html`<div class="seal">${icon(name, 32)}</div>`;
}

/** The way to say 我已付款, for those whose payment was not seen. */
function appealLink(asked: Asked, look = ''): Html {
  const token = asked.query.get('id') ?? '';
  return html`<a class="button${look}" href="${appealAddress(token, asked)}">${asked.words.appeal.open}</a>`;
}

function acts(...buttons: readonly (Html | null | false)[]): Html {
  return html`<div class="acts">${buttons}</div>`;
}

function siteLink(view: CheckoutView, words: Messages, look = ''): Html | null {
  return view.siteUrl === null
    ? null
    : html`<a class="button${look}" href="${view.siteUrl}">${words.backToSite}</a>`;
}

function contact(view: CheckoutView, words: Messages): Html {
  return html`<p class="label">${words.contact(String(view.orderId))}</p>`;
}

/** The titles and first sentences of the paid states. */
function paidWords(view: PaidView, words: Messages): { title: string; text: string } {
  switch (view.state) {
    case 'confirming':
      return { title: words.confirmingTitle, text: words.confirmingText(view.merchantName) };
    case 'paid':
      return { title: words.paidTitle, text: words.paidText(view.merchantName) };
    case 'paid_unconfirmed':
      return { title: words.unconfirmedTitle, text: words.unconfirmedText };
    case 'underpaid':
      return { title: words.underpaidTitle, text: words.underpaidText };
    case 'overpaid':
      return { title: words.overpaidTitle, text: words.overpaidText };
    case 'refunded':
      return { title: words.refundedTitle, text: words.refundedText };
  }
}

function paidFacts(view: PaidView | LateView, words: Messages): Fact[] {
  const isOdd = view.state === 'underpaid' || view.state === 'overpaid';
  const difference = isOdd ? fen(Math.abs(view.paid - view.due)) : null;
  return [
    ...(isOdd && difference !== null
      ? ([
          [words.dueAmount, yuan(view.due)],
          [words.receivedAmount, yuan(view.paid)],
          [words.difference, html`<b>${yuan(difference)}</b>`],
        ] as const)
      : []),
    ...('refunded' in view && view.refunded > 0 && view.state !== 'refunded'
      ? ([[words.refundedAmount, html`<b>${yuan(view.refunded)}</b>`]] as const)
      : []),
    [words.method, words.wallet[view.wallet]],
    [words.paidAt, html`<span title="${words.shanghaiTime}">${formatMoment(view.paidAt)}</span>`],
    ...resultFacts(view, words),
  ];
}

function leavingLine(seconds: number, text: string): Html {
  return html`<p id="leaving" data-leaving data-seconds="${seconds}" class="muted">${text}</p>`;
}

function paidActs(view: PaidView, asked: Asked): Html | null {
  const { words } = asked;
  if (view.state === 'confirming') return null;
  if (view.redirectUrl === null) return view.siteUrl === null ? null : acts(siteLink(view, words));
  return html`${view.isLeaving && leavingLine(LEAVE_AFTER_SECONDS.paid, words.leaving(LEAVE_AFTER_SECONDS.paid))}
    ${acts(
      html`<a class="button primary" href="${view.redirectUrl}">${words.leaveNow}</a>`,
      view.isLeaving &&
        html`<a class="button" data-leaving data-stay href="${selfLink(asked, { stay: '1' })}">${words.stay}</a>`,
    )}`;
}

function paidBody(view: PaidView, asked: Asked): Html {
  const { words } = asked;
  const { title, text } = paidWords(view, words);
  const amount = formatYuan(view.paid);
  const needsContact = ['underpaid', 'overpaid', 'paid_unconfirmed'].includes(view.state);
  const isKept = view.state === 'paid_unconfirmed' || (view.state === 'paid' && !view.isLeaving);
  return html`<h1 tabindex="-1">${title}</h1>${amountLine(amount, amount.length)}<p>${text}</p>
    ${view.goods.length > 0 && drawGoods(view, words)}${factList(paidFacts(view, words))}${paidActs(view, asked)}
    ${isKept && html`<p class="label">${words.keepReceipt}</p>`}${needsContact && contact(view, words)}
    ${view.owed > 0 && withoutScript(asked)}`;
}

function lateBody(view: LateView, { words }: Asked): Html {
  const amount = formatYuan(view.paid);
  return html`<h1 tabindex="-1">${words.lateTitle}</h1>${amountLine(amount, amount.length)}<p>${words.lateText}</p>
    ${factList(paidFacts(view, words))}${acts(siteLink(view, words))}${contact(view, words)}`;
}

function expiredBody(view: ExpiredView, asked: Asked): Html {
  const { words } = asked;
  const back = view.timeoutUrl ?? view.siteUrl;
  const seconds = LEAVE_AFTER_SECONDS.expired;
  return html`<h1 tabindex="-1">${words.expiredTitle}</h1><p>${words.expiredText}</p>
    <div class="branches"><section class="branch"><h2>${words.notPaidTitle}</h2><p>${words.notPaidText}</p>
    ${view.isLeaving && leavingLine(seconds, words.leaving(seconds))}
    ${back !== null && html`<a class="button primary" href="${back}">${words.backToSite}</a>`}
    ${view.isLeaving && html`<a class="button" data-leaving data-stay href="${selfLink(asked, { stay: '1' })}">${words.stay}</a>`}</section>
    <section class="branch warned"><h2>${words.alreadyPaidTitle}</h2><p>${words.alreadyPaidText}</p>${appealLink(asked)}</section></div>
    ${factList([...resultFacts(view, words), [words.orderPrice, yuan(view.price)]])}`;
}

/** For a person whose request did not look like one's: by pressing it he says so. */
function showForm(asked: Asked): Html {
  return html`<form class="acts" method="post" action="${selfLink(asked, {})}"><button class="button primary">${asked.words.showCode}</button></form>`;
}

function endedBody(view: EndedView, asked: Asked): Html {
  const { words } = asked;
  if (view.state === 'creating') {
    return html`<h1 tabindex="-1">${words.creatingTitle}</h1><p>${words.creatingText}</p>${showForm(asked)}`;
  }
  return html`<h1 tabindex="-1">${words.closedTitle}</h1><p>${words.closedText}</p>
    ${factList([...resultFacts(view, words), [words.orderPrice, yuan(view.price)]])}${acts(appealLink(asked), siteLink(view, words))}`;
}

/** Whoever shares the address may be somebody else, so the orders are counted and not named. */
function tooManyText({ by, count, freeAt }: TooManyOpen, words: Messages): string {
  if (by === 'merchant') return words.tooManyText;
  const free = freeAt === null ? '' : words.tooManyFreeAt(formatMoment(freeAt));
  return (by === 'visitor' ? words.tooManyOfVisitor : words.tooManyOfContact)(count) + free;
}

function unavailableText(view: UnavailableView, words: Messages): string {
  if (view.refusal === 'amounts_taken') return words.amountsTakenText;
  if (view.tooMany !== null) return tooManyText(view.tooMany, words);
  return view.choices.length > 0 ? words.walletUnavailable(words.wallet[view.wallet]) : words.unavailableText;
}

function unavailableBody(view: UnavailableView, asked: Asked): Html {
  const { words } = asked;
  const others = html`<section class="pick"><h2>${words.chooseAnother}</h2>${choiceForm(view.choices, asked)}</section>`;
  return html`<h1 tabindex="-1">${words.unavailableTitle}</h1><p>${unavailableText(view, words)}</p>
    ${view.choices.length > 0 && others}${factList([[words.orderPrice, yuan(view.price)], ...resultFacts(view, words)])}
    ${acts(html`<a class="button primary" href="${selfLink(asked, {})}">${words.retry}</a>`, siteLink(view, words))}`;
}

function body(view: Result, asked: Asked): Html {
  switch (view.state) {
    case 'late':
      return lateBody(view, asked);
    case 'expired':
      return expiredBody(view, asked);
    case 'creating':
    case 'closed':
      return endedBody(view, asked);
    case 'unavailable':
      return unavailableBody(view, asked);
    default:
      return paidBody(view, asked);
  }
}

/** Where the page goes by itself, for the script; nothing when it stays. */
function departure(view: Result): Html | null {
  if (view.state === 'paid' && view.isLeaving && view.redirectUrl !== null) {
    return html` data-go="${view.redirectUrl}" data-after="${LEAVE_AFTER_SECONDS.paid}"`;
  }
  if (view.state === 'expired' && view.isLeaving && view.timeoutUrl !== null) {
    return html` data-go="${view.timeoutUrl}" data-after="${LEAVE_AFTER_SECONDS.expired}"`;
  }
  return null;
}

/** For the script: keys are still to come, so it looks again now and then. */
function owing(view: Result): Html | null {
  return 'owed' in view && view.owed > 0 ? html` data-owed="${view.owed}"` : null;
}

/** The slip of an order that no code is shown for. */
export function drawResult(view: Result, asked: Asked): Html {
  const look = LOOKS[view.state];
  return html`<article id="slip" class="slip result ${look.tone}${'goods' in view && view.goods.length > 0 && ' receipt'}" data-state="${view.state}"
    data-now="${view.now.getTime()}" data-expires="${view.expiresAt.getTime()}"${departure(view)}${owing(view)}>
    ${seal(look.icon)}${body(view, asked)}</article>`;
}
