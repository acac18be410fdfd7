import type { IconName } from '@/gateway/checkout/page/icons';
import { icon } from '@/gateway/checkout/page/icons';
import { qrSvg } from '@/gateway/checkout/page/qr-svg';
import type { Page } from '@/gateway/page/answer-page';
import { type Html, html, trusted } from '@/gateway/page/html';
import type { Words } from '@/gateway/quick-pay/messages';
import { drawFrame } from '@/gateway/quick-pay/page/frame';
import {
  type Ask,
  askQuery,
  CONTACT_MAX,
  type Entries,
  pageAddress,
  type Terms,
} from '@/gateway/quick-pay/read-ask';
import type { PayType } from '@/lib/core/vocabulary';
import { formatYuan, parseYuan } from '@/lib/platform/money';

export interface Form {
  readonly words: Words;
  readonly ask: Ask;
  readonly terms: Terms;
  readonly entries: Entries;
  readonly merchantName: string;
  readonly isTest: boolean;
  /** Names the order that the button places, so that a second tap places no other. */
  readonly nonce: string;
  /** The way to pay that is offered first. */
  readonly likelyType: PayType | null;
  readonly note: keyof Words['notes'] | null;
  readonly status: number;
  /** False for a picture of the page that places nothing. */
  readonly isAlive: boolean;
}

const TYPE_ICONS: Readonly<Record<PayType, IconName>> = { alipay: 'wallet', wechat: 'message', qq: 'users' };

/** Lucide's lock (ISC licence). */
const LOCK = trusted(
  '<svg class="i" width="14" height="14" viewBox="0 0 24 24" aria-hidden="true"><rect width="18" height="11" x="3" y="11" rx="2"/><path d="M7 11V7a5 5 0 0 1 10 0v4"/></svg>',
);

function locked(words: Words): Html {
  return html`<span class="lock">${LOCK} ${words.locked}</span>`;
}

function rangeWords({ words, terms }: Form): string {
  const { min, max } = terms.range;
  return words.range(min === null ? null : formatYuan(min), max === null ? null : formatYuan(max));
}

function presets({ words, ask, terms, entries }: Form): Html | false {
  const { presets: amounts } = terms.link;
  if (amounts.length === 0 || entries.amount.isLocked) return false;
  const chips = amounts.map((amount) => {
    const text = formatYuan(amount);
    const isChosen = amount === entries.amount.fen;
    return html`<li><a class="button" href="/pay/any?${askQuery(ask, { price: text })}" data-amount="${text}"
      ${isChosen && html` aria-current="true"`}>¥${text.replace(/\.00$/, '')}</a></li>`;
  });
  return html`<ul class="chips" aria-label="${words.presets}">${chips}</ul>`;
}

function describedBy(...ids: readonly (string | false)[]): Html | false {
  const named = ids.filter((id) => id !== false).join(' ');
  return named !== '' && html` aria-describedby="${named}"`;
}

function amountField(form: Form): Html {
  const { words, entries } = form;
  const { text, isLocked, fault } = entries.amount;
  const range = isLocked ? '' : rangeWords(form);
  const isWrong = fault !== null;
  // A locked field has no name: what it holds does not come from the form.
  const own = isLocked ? html` readonly` : html` name="price" required`;
  return html`<div class="sum"><label for="price">${words.amount} ${isLocked && locked(words)}</label>
    <div class="money${isLocked && ' fixed'}${isWrong && ' wrong'}"><span aria-hidden="true">¥</span>
    <input id="price" inputmode="decimal" autocomplete="off" maxlength="20" placeholder="0.00" value="${text}"${own}
    ${isWrong && html` aria-invalid="true" autofocus`}${describedBy(isWrong && 'price-fault', range !== '' && 'price-hint')}></div>
    ${isWrong && html`<p class="fault" id="price-fault">${words.faults[fault]}</p>`}
    ${range !== '' && html`<p class="hint" id="price-hint">${range}</p>`}${presets(form)}</div>`;
}

function contactField({ words, terms, entries }: Form): Html | false {
  const { contact } = entries;
  if (contact === null) return false;
  const { text, isLocked, isRequired, fault } = contact;
  const isWrong = fault !== null;
  const label = terms.link.contactLabel === '' ? words.contact : terms.link.contactLabel;
  const own = isLocked ? html` readonly` : html` name="custom"${isRequired && html` required`}`;
  return html`<div><label for="custom">${label} ${isLocked ? locked(words) : !isRequired && html`<i>${words.optional}</i>`}</label>
    <input id="custom" class="text${isWrong && ' wrong'}" autocomplete="off" maxlength="${CONTACT_MAX}" value="${text}"${own}
    ${isWrong && html` aria-invalid="true" aria-describedby="custom-fault" autofocus`}>
    ${isWrong && html`<p class="fault" id="custom-fault">${words.faults[fault]}</p>`}</div>`;
}

function typeField({ words, terms, entries, likelyType }: Form): Html {
  const { types } = terms;
  const chosen = entries.type ?? (likelyType !== null && types.includes(likelyType) ? likelyType : types[0]);
  const ways = types.map(
    (
      type,
    ) => html`<label class="way"><input type="radio" name="type" value="${type}" required${type === chosen && html` checked`}>
      ${words.shared.wallet[type]}${icon(TYPE_ICONS[type])}</label>`,
  );
  return html`<fieldset><legend>${words.method}</legend><div class="ways">${ways}</div>
    ${entries.isTypeFaulty && html`<p class="fault" role="alert">${words.faults.type_closed}</p>`}</fieldset>`;
}

function payee({ words, ask, terms, merchantName }: Form, skin: number): Html {
  const { title } = terms.link;
  return html`<section class="payee"><div class="avatar" aria-hidden="true">${[...merchantName][0] ?? ''}</div>
    <div class="who"><h1><small>${words.payTo}</small> ${merchantName}</h1>${title !== merchantName && html`<p>${title}</p>`}</div>
    ${skin === 1 && html`<div class="scan">${qrSvg(pageAddress(ask), words.scanLabel)}<span>${words.scan}</span></div>`}</section>`;
}

/** The page where a buyer says how much, who he is and how he pays. */
export function drawForm(form: Form): Page {
  const { words, ask, terms, entries, merchantName, isTest, nonce, note, status, isAlive } = form;
  const skin = ask.skin ?? terms.link.skin;
  const { text, isLocked } = entries.amount;
  // A locked amount is what will be paid, whatever a form brought instead.
  const fen = entries.amount.fen ?? (isLocked ? parseYuan(text) : null);
  const pay = fen === null ? words.pay : `${words.pay} ¥${formatYuan(fen)}`;
  const canBePaid = isAlive && entries.amount.fault !== 'amount_link';
  const body = html`<article class="pay">${payee(form, skin)}
    <form method="post" action="/pay/any?${askQuery(ask)}" novalidate>
    ${note !== null && html`<p class="note" role="alert">${words.notes[note]}</p>`}
    <input type="hidden" name="nonce" value="${nonce}">
    ${amountField(form)}${contactField(form)}${typeField(form)}
    <button class="button primary go" data-pay="${words.pay}" data-paying="${words.paying}"${!canBePaid && html` disabled`}>${pay}</button>
    <p class="care">${words.care}</p></form></article>`;
  const title = `${words.payTo} ${merchantName}`;
  return drawFrame({
    words,
    ask,
    skin,
    status,
    title,
    isTest,
    card: {
      description: words.description(merchantName, terms.link.title),
      picture: pageAddress(ask).replace('/pay/any?', '/pay/any/qr?'),
    },
    isAlive,
    body,
  });
}
