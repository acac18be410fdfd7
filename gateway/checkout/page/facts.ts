import type { CheckoutView } from '@/gateway/checkout/checkout-view';
import type { Messages } from '@/gateway/checkout/messages';
import { type IconName, icon } from '@/gateway/checkout/page/icons';
import { type Html, html } from '@/gateway/page/html';
import type { Wallet } from '@/lib/channels';
import { type Fen, formatYuan } from '@/lib/platform/money';

const SHANGHAI = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `2026-11-21 14:05:09`, the time of China whatever zone the buyer is in. */
export function formatMoment(at: Date): string {
  return SHANGHAI.format(at);
}

/** The minute a code ends: `14:35`, with the day when that is another one than now's. */
export function formatDeadline(at: Date, now: Date): string {
  const [day = '', time = ''] = formatMoment(at).split(' ');
  const [today] = formatMoment(now).split(' ');
  const minute = time.slice(0, 5);
  return day === today ? minute : `${day.slice(5)} ${minute}`;
}

/** An order number in fixed pitch with a button that copies it. */
export function copyable(text: string, words: Messages): Html {
  return html`<code>${text}</code> <button type="button" data-copy="${text}" aria-label="${words.copy} ${text}"><span>${words.copy}</span></button>`;
}

export type Fact = readonly [label: string, value: Html | string];

export function factList(facts: readonly Fact[]): Html {
  return html`<dl class="facts">${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
}

/** Whose order it is and which, for every picture that shows no code. */
export function resultFacts(view: CheckoutView, words: Messages): Fact[] {
  return [[words.merchant, view.merchantName], ...orderFacts(view, words)];
}

export function orderFacts(view: CheckoutView, words: Messages): Fact[] {
  // A receipt that lists its products has said their names.
  const isListed = 'goods' in view && view.goods.length > 0;
  return [
    [words.orderNumber, copyable(String(view.orderId), words)],
    [words.outOrderNumber, html`<code>${view.outOrderId}</code>`],
    ...(view.title === '' || isListed ? [] : ([[words.goods, view.title]] as const)),
  ];
}

export function yuan(amount: Fen): string {
  return `¥${formatYuan(amount)}`;
}

/** Digits of `amount` that differ from `other`, counted from the right, are underlined. */
export function markDifference(amount: Fen, other: Fen): Html {
  const text = formatYuan(amount);
  const against = formatYuan(other).padStart(text.length, ' ').slice(-text.length);
  const first = [...text].findIndex((digit, at) => digit !== against[at]);
  return first < 0 ? html`${text}` : html`${text.slice(0, first)}<u>${text.slice(first)}</u>`;
}

export function amountLine(amount: Html | string, length: number): Html {
  return html`<p class="amount${length > 9 && ' long'}"><i>¥</i>${amount}</p>`;
}

export const WALLET_ICONS: Readonly<Record<Wallet, IconName>> = {
  alipay: 'wallet',
  wechat: 'message',
  qq: 'users',
};

export function walletLine(view: CheckoutView, words: Messages): Html {
  return html`<p class="wallet">${icon(WALLET_ICONS[view.wallet])}${words.wallet[view.wallet]}</p>`;
}
