import { radius } from '@/components/theme/tokens';
import { address, appealAddress } from '@/gateway/checkout/page/appeal-address';
import { seal } from '@/gateway/checkout/page/draw-result';
import { type Fact, factList, formatMoment, yuan } from '@/gateway/checkout/page/facts';
import { type Asked, drawFrame, selfLink } from '@/gateway/checkout/page/frame';
import { CHECKOUT_STYLE } from '@/gateway/checkout/page/style';
import { withoutScript } from '@/gateway/checkout/page/waiting';
import type { ClaimEntries, ClaimField } from '@/gateway/checkout/read-claim';
import type { Page } from '@/gateway/page/answer-page';
import { type Html, html } from '@/gateway/page/html';
import type { Fen } from '@/lib/platform/money';

const STYLE = `${CHECKOUT_STYLE}
.ask{display:grid;gap:16px;text-align:left}.ask label{display:block;padding-bottom:4px;font-size:14px}
.ask input{width:100%;min-width:0;min-height:48px;padding:8px 12px;border:1px solid var(--line-strong);border-radius:${radius}px;background:var(--surface);color:var(--ink);font:inherit;font-size:16px}
.ask .wrong{border-color:var(--loss)}.ask .fault{margin-top:4px;color:var(--loss);font-size:14px}.ask .label{margin-top:4px}
.answer{padding:12px 16px;border-radius:${radius}px;background:var(--sunken);text-align:left;overflow-wrap:anywhere}
`.replace(/\n/g, '');

const NOSCRIPT_REFRESH_SECONDS = 15;

/** The order that an appeal is about. */
export interface Appealed {
  readonly orderId: number;
  readonly token: string;
  readonly merchantName: string;
  readonly isTest: boolean;
  readonly due: Fen;
}

function facts(about: Appealed, { words }: Asked, more: readonly Fact[]): Html {
  return factList([
    [words.merchant, about.merchantName],
    [words.orderNumber, html`<code>${about.orderId}</code>`],
    ...more,
  ]);
}

interface FieldLook {
  readonly name: string;
  readonly field: ClaimField;
  readonly label: string;
  readonly hint: string;
  readonly own: Html;
}

function drawField(look: FieldLook, entries: ClaimEntries, { words }: Asked): Html {
  const { name, field, label, hint, own } = look;
  const isWrong = entries.faults.includes(field);
  const isFirst = entries.faults[0] === field;
  return html`<div><label for="${name}">${label}</label>
    <input id="${name}" name="${name}" value="${entries[field]}" autocomplete="off"${isWrong && html` class="wrong" aria-invalid="true"`}
    aria-describedby="${isWrong ? `${name}-fault` : `${name}-hint`}"${isFirst && html` autofocus`}${own}>
    ${isWrong && html`<p class="fault" id="${name}-fault">${words.appeal.faults[field]}</p>`}
    ${!isWrong && html`<p class="label" id="${name}-hint">${hint}</p>`}</div>`;
}

export interface AppealForm {
  readonly about: Appealed;
  readonly entries: ClaimEntries;
  /** Why what was sent is not taken, other than a wrong field. */
  readonly note: 'often' | 'closed' | null;
}

/** Where a buyer says that he paid: a plain form that needs no script. */
export function drawAppealForm({ about, entries, note }: AppealForm, asked: Asked): Page {
  const { words } = asked;
  const { appeal } = words;
  const fields: FieldLook[] = [
    {
      name: 'amount',
      field: 'amount',
      label: appeal.amount,
      hint: appeal.amountHint,
      own: html` inputmode="decimal" maxlength="20" required`,
    },
    {
      name: 'paid_at',
      field: 'paidAt',
      label: appeal.paidAt,
      hint: appeal.paidAtHint,
      own: html` type="datetime-local" required`,
    },
    {
      name: 'payer',
      field: 'payer',
      label: appeal.payer,
      hint: appeal.payerHint,
      own: html` maxlength="40"`,
    },
  ];
  const status = note === 'often' ? 429 : note === 'closed' ? 409 : entries.faults.length > 0 ? 422 : 200;
  return drawFrame({
    asked,
    token: '',
    status,
    title: `${appeal.title} · ${about.merchantName}`,
    isTest: about.isTest,
    style: STYLE,
    slip: html`<article id="slip" class="slip result warn" data-state="appeal_form" data-now="0" data-expires="0">
      <h1 tabindex="-1">${appeal.title}</h1><p>${appeal.text}</p>
      ${note !== null && html`<p class="exact" role="alert">${appeal.notes[note]}</p>`}
      <form class="ask" method="post" action="${appealAddress(about.token, asked)}">
      ${fields.map((field) => drawField(field, entries, asked))}<button class="button primary">${appeal.send}</button></form>
      ${facts(about, asked, [[words.dueAmount, yuan(about.due)]])}
      <div class="acts"><a class="button" href="${address('/pay/api', { id: about.token }, asked)}">${appeal.back}</a></div></article>`,
    said: appeal.title,
    isSaidAloud: false,
    refresh: null,
  });
}

export type TicketState = 'open' | 'accepted' | 'rejected';

export interface TicketView {
  readonly about: Appealed;
  readonly number: number;
  readonly state: TicketState;
  readonly amount: Fen;
  readonly paidAt: Date;
  readonly payer: string;
  readonly createdAt: Date;
  readonly reply: string | null;
  /** Whether the order can be asked about once more. */
  readonly canAskAgain: boolean;
}

const LOOKS = {
  open: { tone: 'busy', icon: 'hourglass' },
  accepted: { tone: 'good', icon: 'check' },
  rejected: { tone: 'warn', icon: 'bang' },
} as const;

function ticketActs({ about, state, canAskAgain }: TicketView, asked: Asked): Html {
  const { appeal } = asked.words;
  const order = address('/pay/api', { id: about.token, stay: '1' }, asked);
  return html`<div class="acts">
    ${state === 'accepted' && html`<a class="button primary" href="${order}">${appeal.receipt}</a>`}
    ${state === 'rejected' && canAskAgain && html`<a class="button primary" href="${appealAddress(about.token, asked)}">${appeal.again}</a>`}
    ${state === 'open' && html`<a class="button" href="${selfLink(asked, {})}">${appeal.refresh}</a>`}
    ${state !== 'accepted' && html`<a class="button" href="${order}">${appeal.back}</a>`}</div>`;
}

/** The page that follows an appeal: it says what was claimed, and what the merchant answered. */
export function drawTicket(view: TicketView, asked: Asked): Page {
  const { about, state, reply } = view;
  const { words } = asked;
  const { appeal } = words;
  const look = LOOKS[state];
  const title = appeal.titles[state];
  const isOpen = state === 'open';
  return drawFrame({
    asked,
    // Only a page that waits hears of its order.
    token: isOpen ? about.token : '',
    status: 200,
    title: `${title} · ${about.merchantName}`,
    isTest: about.isTest,
    style: STYLE,
    slip: html`<article id="slip" class="slip result ${look.tone}" data-state="appeal_${state}" data-now="0" data-expires="0">
      ${seal(look.icon)}<h1 tabindex="-1">${title}</h1><p>${appeal.texts[state](about.merchantName)}</p>
      ${reply !== null && html`<p class="answer"><small class="muted">${appeal.reply}</small><br>${reply}</p>`}
      ${facts(about, asked, [
        [appeal.number, html`<code>${view.number}</code>`],
        [appeal.amount, yuan(view.amount)],
        [appeal.paidAt, html`<span title="${words.shanghaiTime}">${formatMoment(view.paidAt)}</span>`],
        ...(view.payer === '' ? [] : ([[appeal.payer, view.payer]] as const)),
        [appeal.sentAt, formatMoment(view.createdAt)],
      ])}
      ${ticketActs(view, asked)}${isOpen && html`<p class="label">${appeal.keep}</p>`}${isOpen && withoutScript(asked)}</article>`,
    said: title,
    isSaidAloud: false,
    refresh:
      isOpen && asked.query.get('auto') !== '0'
        ? { seconds: NOSCRIPT_REFRESH_SECONDS, isLeaving: false }
        : null,
  });
}
