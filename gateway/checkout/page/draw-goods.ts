import type { GoodsLine, PaidView } from '@/gateway/checkout/checkout-view';
import type { Messages } from '@/gateway/checkout/messages';
import { yuan } from '@/gateway/checkout/page/facts';
import { icon } from '@/gateway/checkout/page/icons';
import { type Html, html } from '@/gateway/page/html';

function keyRow(key: string, number: number, words: Messages): Html {
  return html`<li><code>${key}</code><button type="button" class="button" data-copy="${key}" aria-label="${words.copyKey(number)}">${icon('copy')}<span>${words.copy}</span></button></li>`;
}

function drawLine(line: GoodsLine, words: Messages): Html {
  const { name, unitPrice, quantity, owed, keys } = line;
  return html`<h3><span>${name}</span><span class="muted">${yuan(unitPrice)} × ${quantity}</span></h3>
    ${keys.length > 0 && html`<ol class="keys">${keys.map((key, at) => keyRow(key, at + 1, words))}</ol>`}
    ${owed > 0 && html`<p class="exact">${icon('hourglass')}<span>${words.owed(owed)}</span></p>`}`;
}

function keyActs({ keyCount }: PaidView, words: Messages): Html {
  const all = html`<button type="button" class="button" data-all>${icon('copy')}<span>${words.copyAll}</span></button>`;
  return html`${keyCount > 1 && all}<button type="button" class="button" data-print>${icon('printer')}<span>${words.print}</span></button>`;
}

/** What was bought: each product with its keys, which are the buyer's as soon as the order is paid. */
export function drawGoods(view: PaidView, words: Messages): Html {
  const title = view.keyCount > 0 ? words.keyCount(view.keyCount) : words.goods;
  return html`<section class="goods"><div class="bar"><h2>${title}</h2>${view.keyCount > 0 && keyActs(view, words)}</div>
    ${view.goods.map((line) => drawLine(line, words))}</section>`;
}
