import { markSvg } from '@/components/theme/mark';
import { radius } from '@/components/theme/tokens';
import type { Page } from '@/gateway/page/answer-page';
import { BASE_STYLE } from '@/gateway/page/base-style';
import { html, trusted } from '@/gateway/page/html';
import type { AnswerKind, AnswerWords } from '@/gateway/session-answer/messages';

const STYLE = `${BASE_STYLE}
.card{display:grid;gap:8px;max-width:420px;margin:24px auto 0;padding:24px 16px;border:1px solid var(--line);border-radius:${radius}px;background:var(--surface);text-wrap:pretty}
.card h1{font-size:20px;line-height:1.4}
@media(max-width:460px){.card{margin:16px 16px 0}}
@media(min-width:461px){.card{padding:32px}}
`.replace(/\n/g, '');

const STATUS: Readonly<Record<AnswerKind, number>> = { taken: 200, over: 410, faulty: 400, often: 429 };

/** Nothing that came with the address is in the page. */
export function drawAnswer(words: AnswerWords, kind: AnswerKind): Page {
  const title = words.titles[kind];
  const page = html`<!doctype html><html lang="${words.htmlLang}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
    <title>${title}</title><link rel="icon" href="data:,"><style>${trusted(STYLE)}</style></head><body>
    <main><div class="card"><h1>${title}</h1><p class="muted">${words.texts[kind]}</p></div></main>
    <footer><span>${trusted(markSvg(16))} Matou</span></footer></body></html>`;
  return { html: page, status: STATUS[kind], style: STYLE, script: null };
}
