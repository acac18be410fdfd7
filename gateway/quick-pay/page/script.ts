/**
 * All that the page does in a browser beyond a form: presets fill the amount, the button says it, a second tap is
 * held back, and a page that comes back from the browser's memory is asked for anew. Plain ES2019 as it is sent.
 */
export const QUICK_PAY_SCRIPT = [
  '(()=>{const f=document.querySelector("form");if(!f)return;',
  'const p=f.querySelector("#price"),b=f.querySelector(".go");',
  'const show=()=>{const m=/^(0|[1-9]\\d{0,7})(?:\\.(\\d{1,2}))?$/.exec(p.value.trim());',
  'const a=m?m[1]+"."+(m[2]||"").padEnd(2,"0"):"";',
  'b.textContent=a&&+a?b.dataset.pay+" ¥"+a:b.dataset.pay;',
  'f.querySelectorAll("[data-amount]").forEach(c=>c.dataset.amount===a?c.setAttribute("aria-current","true"):c.removeAttribute("aria-current"))};',
  'f.addEventListener("click",e=>{const c=e.target.closest("[data-amount]");',
  'if(!c||e.ctrlKey||e.metaKey)return;e.preventDefault();p.value=c.dataset.amount;show()});',
  'f.addEventListener("submit",()=>setTimeout(()=>{b.disabled=true;b.textContent=b.dataset.paying}));',
  'p.addEventListener("input",show);addEventListener("pageshow",e=>e.persisted&&location.reload());',
  'if(!p.readOnly)show()})()',
].join('');
