import type { ChoosingView } from '@/gateway/checkout/checkout-view';
import type { Messages } from '@/gateway/checkout/messages';
import { amountLine, WALLET_ICONS } from '@/gateway/checkout/page/facts';
import { type Asked, selfLink } from '@/gateway/checkout/page/frame';
import { icon } from '@/gateway/checkout/page/icons';
import { qrSvg } from '@/gateway/checkout/page/qr-svg';
import { brief, clock, details, head, how, withoutScript } from '@/gateway/checkout/page/waiting';
import { type Html, html } from '@/gateway/page/html';
import type { Wallet } from '@/lib/channels';
import { formatYuan } from '@/lib/platform/money';

/** `支付宝、微信或 QQ`. */
function oneOf(names: readonly string[], words: Messages): string {
  const [last = ''] = names.slice(-1);
  return names.length < 2 ? last : `${names.slice(0, -1).join(words.comma)}${words.or}${last}`;
}

/** One button for each wallet, in a form that needs no script. */
export function choiceForm(choices: readonly Wallet[], asked: Asked): Html {
  const { words, query } = asked;
  const buttons = choices.map(
    (wallet) =>
      html`<button class="choice" name="type" value="${wallet}">${icon(WALLET_ICONS[wallet], 24)}<span>${words.wallet[wallet]}</span>${icon('chevron')}</button>`,
  );
  return html`<form class="choices" method="post" action="/pay/choose${selfLink(asked, { id: null, type: null })}">
    <input type="hidden" name="id" value="${query.get('id') ?? ''}">${buttons}</form>`;
}

function sum(view: ChoosingView, words: Messages): Html {
  const amount = formatYuan(view.price);
  return html`<div class="sum"><p class="label">${words.orderPrice}</p>${amountLine(amount, amount.length)}</div>`;
}

/** The page's own address as a code: whichever wallet scans it goes on by itself. */
function ownCode(view: ChoosingView, words: Messages): Html {
  const apps = oneOf(
    view.choices.map((wallet) => words.walletApp[wallet]),
    words,
  );
  return html`<div class="plate">${qrSvg(view.address, words.pageQrLabel(apps))}</div>${how(words.scan(apps))}
    ${view.choices.length > 1 && html`<p class="label">${words.scanEither}</p>`}`;
}

function pick(view: ChoosingView, asked: Asked): Html {
  const { words } = asked;
  return html`<section class="pick"><h2>${words.chooseTitle}</h2>${choiceForm(view.choices, asked)}</section>`;
}

/** Inside a wallet that the order does not take there is no button that could help: only another device or browser. */
function otherWallet(view: ChoosingView, words: Messages): Html {
  const home = view.home === null ? '' : words.walletApp[view.home];
  const wallets = oneOf(
    view.choices.map((wallet) => words.wallet[wallet]),
    words,
  );
  return html`<p class="exact">${icon('attention')}<span><b>${words.otherWalletTitle(home)}</b><br>${words.otherWalletText(wallets)}</span></p>
    <div class="way"><p class="guide">${icon('corner', 24)}<span>${words.leaveBrowser}</span></p>
    <button type="button" class="button" data-copy="${view.address}"><span>${words.copyLink}</span></button>
    ${ownCode(view, words)}</div>`;
}

function ways(view: ChoosingView, asked: Asked): Html {
  const { words } = asked;
  switch (view.way) {
    case 'scan':
      return html`<div class="way">${ownCode(view, words)}</div>${pick(view, asked)}`;
    case 'tap':
      return pick(view, asked);
    case 'other_wallet':
      return otherWallet(view, words);
  }
}

/** The slip of an order whose way to pay the buyer has yet to choose. */
export function drawChoosing(view: ChoosingView, asked: Asked): Html {
  const { words } = asked;
  const isTap = view.way === 'tap';
  const look = view.way === 'scan' ? 'pending' : 'choosing';
  const another = html`<details><summary>${words.anotherDevice}</summary><div class="way">${ownCode(view, words)}</div></details>`;
  return html`<article id="slip" class="slip ${look}${view.isLastMinute && ' last'}" data-state="choosing"
    data-now="${view.now.getTime()}" data-expires="${view.expiresAt.getTime()}">
    ${head(view, words, null)}${sum(view, words)}${ways(view, asked)}
    ${clock(view, words)}${brief(view, words, [words.orderNumber, html`<code>${view.orderId}</code>`])}
    <div class="more">${isTap && another}${details(view, words)}${withoutScript(asked)}</div></article>`;
}
