import { fontFamily, motionMs, radius, themeDeclarations, weight } from '@/components/theme/tokens';

/** What every page of the public surface shares: colours of both themes, type, buttons, lists of facts. */
export const BASE_STYLE = `
:root{${themeDeclarations('light')}}
@media(prefers-color-scheme:dark){:root{${themeDeclarations('dark')}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--sunken);color:var(--ink);font:${weight.regular} 15px/1.5 ${fontFamily.text};font-variant-numeric:tabular-nums}
h1,h2,p,dl,dd,ul{margin:0;padding:0}
h1,h2,b{font-weight:${weight.strong}}
h1:focus{outline:none}
a{color:var(--accent)}
.i{flex:none;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.muted{color:var(--ink-muted)}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.button{display:inline-flex;align-items:center;justify-content:center;gap:8px;min-height:44px;padding:8px 16px;border:1px solid var(--line-strong);border-radius:${radius}px;background:none;color:var(--ink);font:inherit;text-align:center;text-decoration:none;cursor:pointer}
.button:hover{border-color:var(--accent);color:var(--accent)}
.primary{border-color:var(--accent);background:var(--accent);color:var(--on-accent);font-weight:${weight.strong}}
.primary:hover{border-color:var(--accent-hover);background:var(--accent-hover);color:var(--on-accent)}
.test{padding:4px 16px;background:var(--test);color:var(--on-test);font-size:13px;font-weight:${weight.strong};text-align:center}
main{flex:1;width:100%}
footer{display:flex;flex-wrap:wrap;justify-content:center;align-items:center;gap:4px 16px;padding:8px 16px 16px;color:var(--ink-muted);font-size:13px}
footer span{display:inline-flex;align-items:center;gap:8px}
footer a{display:inline-flex;align-items:center;min-height:44px;padding:0 8px}
.facts{display:grid;grid-template-columns:auto 1fr;gap:8px 16px;font-size:14px}
.facts dt{color:var(--ink-muted)}
.facts dd{min-width:0;text-align:right;overflow-wrap:anywhere}
@media(prefers-reduced-motion:no-preference){.button{transition:background-color ${motionMs}ms,border-color ${motionMs}ms,color ${motionMs}ms}}
`.replace(/\n/g, '');
