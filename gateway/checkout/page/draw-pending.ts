import type { PendingView } from '@/gateway/checkout/checkout-view';
import type { Messages } from '@/gateway/checkout/messages';
import { appealAddress } from '@/gateway/checkout/page/appeal-address';
import { amountLine, markDifference, walletLine, yuan } from '@/gateway/checkout/page/facts';
import type { Asked } from '@/gateway/checkout/page/frame';
import { icon } from '@/gateway/checkout/page/icons';
import { qrImage, qrSvg } from '@/gateway/checkout/page/qr-svg';
import { brief, clock, details, head, how, withoutScript } from '@/gateway/checkout/page/waiting';
import { type Html, html } from '@/gateway/page/html';
import { formatYuan } from '@/lib/platform/money';

function sum(view: PendingView, words: Messages): Html {
  const { payable, price, isAdjusted } = view;
  const text = formatYuan(payable);
  const marked = markDifference(payable, price);
  const exact = html`<p class="exact">${icon('attention')}<span>${words.exactBefore}<b>¥${marked}</b>${words.exactAfter(formatYuan(price))}</span></p>`;
  return html`<div class="sum"><p class="label">${words.amountDue}</p>
    <div class="due">${amountLine(isAdjusted ? marked : text, text.length)}
    <button type="button" class="button" data-copy="${text}">${icon('copy')}<span>${words.copyAmount}</span></button></div>
    ${isAdjusted && exact}</div>`;
}

function code(view: PendingView, words: Messages): Html {
  const amount = formatYuan(view.payable);
  const label = view.isTest ? words.qrLabelTest(amount) : words.qrLabel(words.wallet[view.wallet], amount);
  const isPressed = view.guidance.way === 'long_press' || view.guidance.way === 'album';
  return html`<div class="plate">${isPressed ? qrImage(view.qrText, label) : qrSvg(view.qrText, label)}</div>
    ${!view.carriesAmount && html`<p class="label">${words.typeAmount(amount)}</p>`}`;
}

function saveLink(view: PendingView, asked: Asked): Html {
  return html`<a class="button" download="qr-${view.orderId}.png" href="/pay/qr?id=${asked.query.get('id') ?? ''}">${asked.words.saveQr}</a>`;
}

function openApp(view: PendingView, asked: Asked, href: string): Html {
  const { words } = asked;
  const app = words.walletApp[view.wallet];
  const help = html`<p>${words.openAppFailed} ${words.openAppFailedSteps(app)}</p>${view.allowsAlbum && saveLink(view, asked)}`;
  return html`<a class="button primary" data-app href="${href}">${words.openApp(app)}</a>
    <div id="not-opened" hidden>${help}</div><noscript>${help}</noscript>
    <p class="label">${words.openAppHint}</p>${code(view, words)}`;
}

function leaveBrowser(view: PendingView, words: Messages): Html {
  const app = words.walletApp[view.wallet];
  return html`<p class="guide">${icon('corner', 24)}<span>${words.leaveBrowser}</span></p>
    <button type="button" class="button" data-copy=""><span>${words.copyLink}</span></button>
    <p class="label">${words.leaveBrowserHint(app)}</p>${code(view, words)}`;
}

/** The way to pay that fits the buyer's browser, with the code always beside it. */
function way(view: PendingView, asked: Asked): Html {
  const { words } = asked;
  const { guidance } = view;
  const app = words.walletApp[view.wallet];
  const drawn = code(view, words);
  switch (guidance.way) {
    case 'scan':
      return html`${drawn}${how(words.scan(app))}`;
    case 'open_app':
      return openApp(view, asked, guidance.href);
    case 'open_here':
      return html`<a class="button primary" href="${guidance.href}">${words.openHere}</a>${drawn}`;
    case 'long_press':
      return html`${drawn}${how(words.longPress, 'phone')}`;
    case 'album':
      return html`${drawn}${how(words.album(app))}${saveLink(view, asked)}`;
    case 'leave_browser':
      return leaveBrowser(view, words);
    case 'second_device':
      return html`${drawn}${how(words.secondDevice(app))}`;
    case 'simulate':
      return html`<a class="button primary" target="_blank" rel="noopener" href="${guidance.href}">${words.simulate}</a>
        ${drawn}${how(words.simulateHint)}`;
  }
}

function otherWays(view: PendingView, words: Messages): Html {
  const app = words.walletApp[view.wallet];
  return html`<details><summary>${words.otherWays}</summary><ul><li>${words.otherWayScan(app)}</li>
    ${view.allowsAlbum && html`<li>${words.otherWayAlbum(app)}</li>`}<li>${words.otherWayLink}</li></ul></details>`;
}

function more(view: PendingView, asked: Asked): Html {
  const { words } = asked;
  return html`<div class="more">${details(view, words)}
    ${view.guidance.way !== 'scan' && view.guidance.way !== 'simulate' && otherWays(view, words)}
    <details><summary>${words.appeal.pendingTitle}</summary><p>${words.appeal.pendingText}</p>
    <a class="button" href="${appealAddress(asked.query.get('id') ?? '', asked)}">${words.appeal.open}</a></details>${withoutScript(asked)}</div>`;
}

/** The slip of an order that waits for its money. */
export function drawPending(view: PendingView, asked: Asked): Html {
  const { words } = asked;
  return html`<article id="slip" class="slip pending${view.isLastMinute && ' last'}" data-state="pending"
    data-now="${view.now.getTime()}" data-expires="${view.expiresAt.getTime()}">
    ${head(view, words, walletLine(view, words))}${sum(view, words)}<div class="way">${way(view, asked)}</div>
    ${clock(view, words)}${brief(view, words, [words.orderPrice, yuan(view.price)])}${more(view, asked)}</article>`;
}
