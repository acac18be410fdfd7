import { markSvg } from '@/components/theme/mark';
import { radius, weight } from '@/components/theme/tokens';
import { formatMoment } from '@/gateway/checkout/page/facts';
import { icon } from '@/gateway/checkout/page/icons';
import type { Page } from '@/gateway/page/answer-page';
import { BASE_STYLE } from '@/gateway/page/base-style';
import { type Html, html, trusted } from '@/gateway/page/html';
import type { WalletWords } from '@/gateway/simulator/messages';
import { PRETEND_ACTS, type PretendAct, type Report } from '@/gateway/simulator/pretend-payment';
import { type Fen, formatYuan } from '@/lib/platform/money';

const STYLE = `${BASE_STYLE}
.card{display:grid;gap:16px;max-width:420px;margin:24px auto 0;padding:24px 16px;border:2px dashed var(--line-strong);border-radius:${radius}px;background:var(--surface)}
.card p,.reports{text-wrap:pretty}
.title{display:flex;align-items:center;gap:8px}
.title h1,.done h1{font-size:20px;line-height:1.4}
.bill{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:4px 16px;padding:12px 0;border:dashed var(--line);border-width:1px 0}
.bill b{font-size:28px;line-height:1.2}
.back{margin-top:-16px;border-top:0}
.back b{font-size:20px}
form{display:grid;gap:8px}
form .button{width:100%}
form label{font-weight:${weight.strong}}
form input[type=text]{min-height:44px;padding:8px 12px;border:1px solid var(--line-strong);border-radius:${radius}px;background:var(--surface);color:inherit;font:inherit}
.trouble{margin-top:8px;font-size:14px;font-weight:${weight.strong}}
.choice{display:grid;gap:0;justify-content:start;justify-items:start;text-align:left;line-height:1.4}
.choice small{font-size:13px;color:var(--ink-muted)}
.seal{display:grid;place-items:center;width:64px;height:64px;margin:0 auto;border-radius:50%;background:var(--attention-soft);color:var(--attention)}
.good .seal{background:var(--received-soft);color:var(--received)}
.done{text-align:center}
.reports{display:grid;gap:8px;padding:0;list-style:none;text-align:left}
.reports li{padding:12px;border:1px solid var(--line);border-radius:${radius}px}
@media(max-width:460px){.card{margin:16px 16px 0}}
@media(min-width:461px){.card{padding:32px}}
`.replace(/\n/g, '');

interface WalletFrame {
  readonly words: Pick<WalletWords, 'htmlLang' | 'otherLanguage' | 'otherLanguageTag' | 'strip'>;
  /** What names the page's subject in its address. */
  readonly query: Readonly<Record<string, string>>;
  readonly status: number;
  readonly title: string;
  readonly body: Html;
}

/** A page of the pretend wallet, whose strip says that it is one. */
export function drawFrame({ words, query, status, title, body }: WalletFrame): Page {
  const other = words.otherLanguageTag;
  const page = html`<!doctype html><html lang="${words.htmlLang}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
    <title>${title}</title><link rel="icon" href="data:,"><style>${trusted(STYLE)}</style></head><body>
    <header class="test">${words.strip}</header><main>${body}</main>
    <footer><span>${trusted(markSvg(16))} Matou</span>
    <a href="?${String(new URLSearchParams({ ...query, lang: other }))}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a></footer>
    </body></html>`;
  return { html: page, status, style: STYLE, script: null };
}

export interface Wallet {
  readonly words: WalletWords;
  readonly token: string;
  readonly merchantName: string;
  readonly payable: Fen;
  /** What came back from the order's payment. */
  readonly refunded: Fen;
  /** Names the payment that this page's buttons make, so that a second tap pays nothing. */
  readonly notice: string;
}

function choice({ words }: Wallet, act: PretendAct): Html {
  const { label, hint } = words.acts[act];
  return html`<button class="button choice" name="act" value="${act}"><span>${label}</span><small>${hint}</small></button>`;
}

/** The wallet before paying. */
export function drawWallet(wallet: Wallet): Page {
  const { words, token, payable, refunded, merchantName, notice } = wallet;
  const troubles = PRETEND_ACTS.filter((act) => act !== 'exact');
  const body = html`<div class="card"><div class="title">${icon('wallet', 28)}<h1>${words.title}</h1></div>
    <p class="muted">${words.intro}</p>
    <div class="bill"><span>${words.payee} ${merchantName}</span><b>¥${formatYuan(payable)}</b></div>
    ${refunded > 0 && html`<div class="bill back"><span>${words.refunded}</span><b>¥${formatYuan(refunded)}</b></div>`}
    <form method="post" action="/wallet?${String(new URLSearchParams({ id: token, lang: words.htmlLang }))}">
    <input type="hidden" name="notice" value="${notice}">
    <button class="button primary" name="act" value="exact">${words.acts.exact.label} ¥${formatYuan(payable)}</button>
    <p class="trouble">${words.trouble}</p>${troubles.map((act) => choice(wallet, act))}</form></div>`;
  return drawFrame({
    words,
    query: { id: token },
    status: 200,
    title: `${words.title} · ¥${formatYuan(payable)}`,
    body,
  });
}

/** What became of a payment. */
export function drawReports(wallet: Wallet, reports: readonly Report[]): Page {
  const { words, token } = wallet;
  const isGood = reports.some(({ outcome }) => outcome === 'matched');
  const lines = reports.map(
    ({
      outcome,
      amount,
      paidAt,
    }) => html`<li data-outcome="${outcome}"><b>¥${formatYuan(amount)}</b> ${words.outcomes[outcome]}
      <br><small class="muted">${words.paidAt} ${formatMoment(paidAt)}</small></li>`,
  );
  const query = new URLSearchParams({ id: token, lang: words.htmlLang });
  const body = html`<div class="card done${isGood && ' good'}"><div class="seal">${icon(isGood ? 'check' : 'bang', 32)}</div>
    <h1>${words.resultTitle}</h1><ul class="reports">${lines}</ul>
    <a class="button primary" href="/pay/api?${String(query)}">${words.back}</a>
    <a class="button" href="/wallet?${String(query)}">${words.again}</a></div>`;
  return drawFrame({
    words,
    query: { id: token },
    status: 200,
    title: `${words.resultTitle} · ${words.title}`,
    body,
  });
}

/** No test order has this address. */
export function drawNoWallet(words: WalletWords): Page {
  const body = html`<div class="card done"><div class="seal">${icon('cross', 32)}</div><h1>${words.notFoundTitle}</h1>
    <p class="muted">${words.notFoundText}</p></div>`;
  return drawFrame({ words, query: {}, status: 404, title: words.notFoundTitle, body });
}
