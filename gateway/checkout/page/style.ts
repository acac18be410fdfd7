import { fontFamily, plate, radius, weight } from '@/components/theme/tokens';
import { BASE_STYLE } from '@/gateway/page/base-style';

/** The checkout's look: one slip, on a phone in one column, on a wide screen the bill left of the code. */
export const CHECKOUT_STYLE =
  BASE_STYLE +
  `
.slip{display:grid;gap:8px;max-width:480px;margin:0 auto;padding:12px 16px 16px;background:var(--surface)}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 12px;padding-bottom:8px;border-bottom:1px dashed var(--line)}
.head h1{min-width:0;font-size:16px;line-height:24px;overflow-wrap:anywhere}
.head h1 small{font-size:13px;font-weight:${weight.regular};color:var(--ink-muted)}
.wallet{display:inline-flex;align-items:center;gap:8px;font-size:14px;color:var(--ink-muted)}
.sum{display:grid;gap:8px}
.due{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 12px}
.label{font-size:13px;line-height:16px;color:var(--ink-muted)}
.amount{font-size:44px;font-weight:${weight.strong};line-height:1.1;letter-spacing:-.01em;white-space:nowrap}
.amount.long{font-size:32px}
.amount i{margin-right:2px;font-size:.6em;font-style:normal;font-weight:${weight.regular}}
.amount u,.exact u{text-decoration-color:var(--attention);text-decoration-thickness:2px;text-underline-offset:.12em}
.exact{display:flex;gap:8px;padding:8px 12px;border-radius:${radius}px;background:var(--attention-soft);color:var(--attention);font-size:14px}
.exact b{color:var(--ink);white-space:nowrap}
.exact .i,.guide .i{margin-top:1px}
.way{display:grid;gap:8px;justify-items:center}
.way .button{width:100%}
.plate{padding:0;border:1px solid var(--line);border-radius:${radius}px;background:${plate.paper};overflow:hidden;line-height:0}
.qr{display:block;width:220px;height:220px}
img.qr{image-rendering:pixelated}
.how{text-align:center}.how .i{margin-right:8px;vertical-align:-4px}
.guide{display:flex;gap:8px;width:100%;padding:12px;border-radius:${radius}px;background:var(--accent-soft);color:var(--accent);font-weight:${weight.strong}}
.guide .i{order:2;margin-left:auto}
.clock{display:flex;flex-wrap:wrap;justify-content:center;gap:0 12px;font-size:14px}
.clock b{font-size:16px;line-height:1.3}
.clock .hurry{display:none}
.last .clock,.last .clock .muted{color:var(--attention)}
.last .clock .hurry{display:inline}
.more{border-top:1px dashed var(--line)}
details+details{border-top:1px solid var(--line)}
summary{min-height:44px;padding:11px 0;font-size:14px;line-height:22px;color:var(--ink-muted);cursor:pointer}
details[open] summary{color:var(--ink)}
details>:last-child{margin-bottom:12px}
details ul{display:grid;gap:8px;padding-left:20px;font-size:14px}
#not-opened{width:100%;padding:12px;border-radius:${radius}px;background:var(--sunken);font-size:14px}#not-opened .button{margin-top:8px;background:var(--surface)}.brief{display:none}
.facts code{font-family:${fontFamily.number};font-size:13px}
.facts button{min-height:44px;margin:-11px -8px -11px 0;padding:0 8px;border:0;background:none;color:var(--accent);font:inherit;cursor:pointer}
html:not(.js) [data-copy],html:not(.js) [data-all],html:not(.js) [data-print]{visibility:hidden}
.pick{display:grid;gap:8px}
.pick h2,.goods h2{font-size:14px;color:var(--ink-muted)}
.choices{display:grid;gap:8px}
.choice{display:flex;align-items:center;gap:12px;min-height:56px;padding:8px 16px;border:1px solid var(--line-strong);border-radius:${radius}px;background:none;color:var(--ink);font:inherit;font-size:16px;font-weight:${weight.strong};text-align:left;cursor:pointer}
.choice:hover{border-color:var(--accent);background:var(--accent-soft)}
.choice .i{color:var(--accent)}
.choice .i:last-child{margin-left:auto;color:var(--ink-muted)}
.choosing .clock{padding-top:8px}
.say{max-width:480px;margin:0 auto;padding:8px 16px 0;color:var(--ink-muted);font-size:13px;text-align:center}
.offline .say{color:var(--attention);font-weight:${weight.strong}}
.nojs{display:flex;flex-wrap:wrap;gap:8px;padding-top:12px}
.nojs .button{flex:1 1 160px}
.done{border-color:var(--accent);color:var(--accent)}
.result{gap:16px;padding:32px 16px 16px;text-align:center}
.seal{display:grid;place-items:center;width:64px;height:64px;margin:0 auto;border-radius:50%;background:var(--sunken);color:var(--ink-muted)}
.good .seal{background:var(--received-soft);color:var(--received)}
.warn .seal{background:var(--attention-soft);color:var(--attention)}
.busy .seal{background:var(--accent-soft);color:var(--accent)}
.result h1{font-size:22px;line-height:1.35}.result p,.how{text-wrap:balance}
.result .facts{padding:16px 0;border:dashed var(--line);border-width:1px 0;text-align:left}
.result .facts:last-child{padding-bottom:0;border-bottom:0}.acts{display:flex;flex-wrap:wrap;gap:8px}
.acts .button{flex:1 1 160px}
.goods{display:grid;gap:12px;text-align:left}
.receipt{max-width:600px}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:8px}
.bar h2{margin-right:auto}
.bar .button{padding:8px 12px;font-size:14px}
.goods h3{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 12px;margin:0;font-size:15px;font-weight:${weight.strong};overflow-wrap:anywhere}
.goods h3 .muted{font-weight:${weight.regular}}
.keys{display:grid;margin:0;padding:0;border:1px solid var(--line);border-radius:${radius}px;list-style:none}
.keys li{display:flex;align-items:center;gap:12px;padding:4px 4px 4px 12px}
.keys li+li{border-top:1px solid var(--line)}
.keys code{flex:1;min-width:0;font-family:${fontFamily.number};font-size:14px;white-space:pre-wrap;overflow-wrap:anywhere}
.keys .button{flex:none;border-color:transparent;color:var(--accent);font-size:14px}
.branches{display:grid;gap:8px;text-align:left}
.branch{padding:12px 16px;border:1px solid var(--line);border-radius:${radius}px}
.branch h2{display:flex;align-items:center;gap:8px;font-size:16px}
.branch p{margin:4px 0 0;font-size:14px}
.branch .button{width:100%;margin-top:12px}
.branch.warned{border-color:var(--attention);background:var(--attention-soft)}
.branch.warned h2{color:var(--attention)}
@media(min-height:720px){.slip{gap:16px}.qr{width:252px;height:252px}}
@media(max-width:519px){body{background:var(--surface)}}@media(min-width:520px){.slip{margin-top:24px;padding:24px;border:1px solid var(--line);border-radius:${radius}px}.result{padding:48px 32px 32px}}
@media(min-width:860px){main{display:flex;flex-direction:column;justify-content:center}
.slip{width:100%}
.pending{max-width:880px;grid-template:"head way" "sum way" "pick way" "clock way" "brief way" "more way" 1fr/minmax(0,1fr) 344px;gap:16px 32px;padding:32px}
.pending .pick{grid-area:pick}.pending .head{grid-area:head}.sum{grid-area:sum}.pending .clock{grid-area:clock}.pending .more{grid-area:more}
.pending .way{grid-area:way;align-content:center;gap:16px;padding-left:32px;border-left:1px dashed var(--line)}
.pending .head h1{font-size:18px}.clock{justify-content:flex-start}.brief{display:grid;grid-area:brief}.way .button,.way .guide{max-width:282px}.amount{font-size:48px}.qr{width:280px;height:280px}.say{max-width:880px}}
@page{margin:12mm}
@media print{:root{color-scheme:light;--line:#999}body,.slip{display:block;background:none}*{color:#000!important}.acts,.seal,.say,.label,.nojs,footer a,.slip button{display:none}
.slip{max-width:none;margin:0;padding:0;border:0;font-size:11pt;text-align:left}.slip h1{font-size:15pt}.amount{font-size:20pt}
.goods,.keys{display:block}.goods{margin:12pt 0}.goods h3{margin:8pt 0 4pt;font-size:11pt}.keys li{padding:4pt 8pt;break-inside:avoid}.keys code{font-size:11pt}
.result .facts{gap:4pt 16pt;padding:8pt 0;font-size:10pt}.facts dd{text-align:left}footer{padding:8pt 0}}
`.replace(/\n/g, '');
