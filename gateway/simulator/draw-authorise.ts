import { icon } from '@/gateway/checkout/page/icons';
import type { Page } from '@/gateway/page/answer-page';
import { html } from '@/gateway/page/html';
import type { AuthoriseWords } from '@/gateway/simulator/authorise-messages';
import { drawFrame } from '@/gateway/simulator/draw-wallet';
import type { AskedLogon } from '@/lib/core/sessions';

export interface Authorisation {
  readonly words: AuthoriseWords;
  readonly state: string;
  readonly asked: Pick<AskedLogon, 'merchantName' | 'label'>;
}

/** The wallet's question whether its owner agrees to be watched. */
export function drawAuthorise({ words, state, asked }: Authorisation): Page {
  const query = { state };
  const action = `/wallet/authorise?${String(new URLSearchParams({ ...query, lang: words.htmlLang }))}`;
  const body = html`<div class="card"><div class="title">${icon('wallet', 28)}<h1>${words.title}</h1></div>
    <p>${words.asks}</p><div class="bill"><span>${words.merchant}</span><strong>${asked.merchantName}</strong>
    <span>${words.session}</span><strong>${asked.label}</strong></div>
    <form method="post" action="${action}"><label for="owner">${words.owner}</label>
    <input type="text" id="owner" name="owner" value="${words.ownerValue}" maxlength="40" required autocomplete="off" aria-describedby="owner-hint">
    <small class="muted" id="owner-hint">${words.ownerHint}</small>
    <button class="button primary" name="verdict" value="agreed">${words.agree}</button>
    <button class="button" name="verdict" value="refused" formnovalidate>${words.refuse}</button></form></div>`;
  return drawFrame({ words, query, status: 200, title: words.title, body });
}

const ICONS = { agreed: 'check', refused: 'cross', over: 'bang' } as const;

/** What became of it. */
export function drawAnswered(words: AuthoriseWords, outcome: 'agreed' | 'refused' | 'over'): Page {
  const title = words.outcomes[outcome];
  const body = html`<div class="card done${outcome === 'agreed' && ' good'}"><div class="seal">${icon(ICONS[outcome], 32)}</div>
    <h1>${title}</h1><p class="muted">${words.next[outcome]}</p></div>`;
  return drawFrame({ words, query: {}, status: outcome === 'over' ? 410 : 200, title, body });
}
