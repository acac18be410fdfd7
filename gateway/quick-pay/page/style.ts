import { plate, radius, weight } from '@/components/theme/tokens';
import { BASE_STYLE } from '@/gateway/page/base-style';
import type { Skin } from '@/lib/core/quick-pay';

/** The skeleton that both skins share; what they differ in are the properties that begin with `--q`. */
const SKELETON = `
.pay{width:100%;max-width:480px;margin:0 auto;background:var(--surface)}
.payee{display:flex;flex-direction:var(--q-way);align-items:center;gap:12px;padding:var(--q-head);background:var(--q-ground);color:var(--q-ink);text-align:var(--q-align)}
.avatar{flex:none;display:grid;place-items:center;width:var(--q-face);height:var(--q-face);border-radius:50%;background:var(--q-face-ground);color:var(--q-face-ink);font-size:calc(var(--q-face)*.45);font-weight:${weight.strong};line-height:1}
.who{min-width:0}
.who h1{font-size:var(--q-name);line-height:1.35;overflow-wrap:anywhere}
.who h1 small{font-size:13px;font-weight:${weight.regular};color:var(--q-muted)}
.who p{color:var(--q-muted);font-size:14px;overflow-wrap:anywhere}
.scan{display:none}
form{display:grid;grid-template-columns:minmax(0,1fr);gap:16px;padding:16px;background:var(--surface);border-radius:var(--q-card)}
label,legend{display:flex;justify-content:space-between;gap:12px;padding:0;font-size:13px;line-height:20px;color:var(--ink-muted)}
label i{font-style:normal}
label{padding-bottom:4px}
.sum label{justify-content:var(--q-label);flex-wrap:wrap}
.sum .hint,.sum .fault{text-align:var(--q-align)}
.lock{display:inline-flex;align-items:center;gap:4px;color:var(--ink-muted)}
.money{display:flex;align-items:baseline;justify-content:var(--q-money);gap:4px;border-bottom:2px solid var(--line-strong);line-height:1.2}
.money:focus-within{border-color:var(--accent)}
.money span{font-size:calc(var(--q-amount)*.6)}
.money input{width:100%;min-width:0;height:64px;padding:0;border:0;background:none;color:var(--ink);font:inherit;font-size:var(--q-amount);font-weight:${weight.strong};text-align:var(--q-figure);outline:none}
.text{width:100%;min-height:48px;padding:8px 12px;border:1px solid var(--line-strong);border-radius:${radius}px;background:var(--surface);color:var(--ink);font:inherit;font-size:16px}
.fixed{border-bottom-style:dashed}
.money input::placeholder{color:var(--line-strong);font-weight:${weight.regular}}
.text[readonly]{background:var(--sunken);border-style:dashed}
.wrong,.wrong.money{border-color:var(--loss)}
.fault{margin-top:4px;color:var(--loss);font-size:14px}
.hint{margin-top:4px;color:var(--ink-muted);font-size:13px}
.note{padding:8px 12px;border-radius:${radius}px;background:var(--attention-soft);color:var(--attention);font-size:14px}
.chips{display:grid;grid-template-columns:repeat(3,1fr);gap:8px;margin-top:12px;padding:0;list-style:none}
.chips a{width:100%;padding:8px 4px;overflow-wrap:anywhere}
.chips a[aria-current]{border-color:var(--accent);background:var(--accent-soft);color:var(--accent);font-weight:${weight.strong}}
fieldset{min-width:0;margin:0;padding:0;border:0}
.ways{display:grid;gap:8px;margin-top:8px}
.way{display:flex;align-items:center;gap:12px;min-height:48px;padding:8px 12px;border:1px solid var(--line-strong);border-radius:${radius}px;color:var(--ink);font-size:15px;cursor:pointer}
.way input{width:20px;height:20px;margin:0;accent-color:var(--accent)}
.way:has(:checked){border-color:var(--accent);background:var(--accent-soft)}
.way:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.way .i{margin-left:auto;color:var(--ink-muted)}
.go{width:100%;min-height:52px;font-size:17px}
.go:disabled{opacity:.6;cursor:default}
.care{color:var(--ink-muted);font-size:13px;text-align:center}
.result{display:grid;gap:16px;max-width:480px;margin:0 auto;padding:32px 16px 16px;background:var(--surface);text-align:center}
.result h1{font-size:22px;line-height:1.35}
.result p:not(.said){text-wrap:balance}
.result p{overflow-wrap:anywhere}
.seal{display:grid;place-items:center;width:64px;height:64px;margin:0 auto;border-radius:50%;background:var(--sunken);color:var(--ink-muted)}
.warn .seal{background:var(--attention-soft);color:var(--attention)}
.said{padding:12px 16px;border:1px dashed var(--line);border-radius:${radius}px;text-align:left;white-space:pre-line}
.said b{display:block;font-size:13px;font-weight:${weight.regular};color:var(--ink-muted)}
@media(max-width:519px){body{background:var(--surface)}}
@media(min-width:520px){.pay,.result{margin-top:32px;border:1px solid var(--line);border-radius:${radius}px;overflow:hidden}form{padding:24px}.result{padding:48px 32px 32px}}
@media(min-height:760px) and (min-width:520px){.pay,.result{margin-top:64px}}
`;

const SKINS: Readonly<Record<Skin, string>> = {
  // 简洁: the bill alone, like the checkout that follows.
  0: `
.pay{--q-way:row;--q-align:left;--q-head:16px;--q-ground:var(--surface);--q-ink:var(--ink);--q-muted:var(--ink-muted);--q-face:44px;--q-face-ground:var(--accent-soft);--q-face-ink:var(--accent);--q-name:17px;--q-amount:40px;--q-money:start;--q-label:space-between;--q-figure:left;--q-card:0}
.payee{margin:0 16px;padding:16px 0;border-bottom:1px dashed var(--line)}
@media(min-width:520px){.payee{margin:0 24px;padding:20px 0}}
`,
  // 海报: who is paid fills the head, or on a wide screen the left half.
  1: `
body{background:var(--surface)}
.pay{--q-way:column;--q-align:center;--q-head:32px 24px 48px;--q-ground:var(--accent);--q-ink:var(--on-accent);--q-muted:var(--on-accent);--q-face:72px;--q-face-ground:var(--on-accent);--q-face-ink:var(--accent);--q-name:22px;--q-amount:clamp(36px,11vw,48px);--q-money:center;--q-label:center;--q-figure:center;--q-card:16px 16px 0 0}
@media(prefers-color-scheme:dark){.pay{--q-ground:var(--accent-soft);--q-ink:var(--ink);--q-muted:var(--ink-muted);--q-face-ground:var(--accent);--q-face-ink:var(--on-accent)}}
form{position:relative;margin-top:-16px;padding-top:24px}
.money input{field-sizing:content;width:auto;min-width:2ch;max-width:100%}
@supports not (field-sizing:content){.money input{width:7em}}
.chips a{min-height:52px;font-size:17px}
@media(min-width:520px){.pay{border:0;border-radius:16px;box-shadow:0 0 0 1px var(--line)}body{background:var(--sunken)}}
@media(min-width:860px){main{display:flex;flex-direction:column;justify-content:center}
.pay{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.1fr);max-width:920px;min-height:560px;margin-top:24px;--q-card:0;--q-head:40px}
.payee{justify-content:center}
form{align-content:center;margin:0;padding:40px}
.scan{display:grid;justify-items:center;gap:8px;margin-top:24px;font-size:13px}
.scan .qr{display:block;width:168px;height:168px;border-radius:${radius}px;background:${plate.paper}}}
`,
};

function styleOf(skin: Skin): string {
  return BASE_STYLE + (SKELETON + SKINS[skin]).replace(/\n/g, '');
}

export const QUICK_PAY_STYLES: Readonly<Record<Skin, string>> = { 0: styleOf(0), 1: styleOf(1) };
