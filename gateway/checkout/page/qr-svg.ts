import { type Html, html, trusted } from '@/gateway/page/html';
import { qrCode, qrPng } from '@/lib/platform/qr';

const QUIET_MODULES = 4;

/** Dark modules as one path; neighbours in a row are merged into one stroke-free run. */
function pathOf(text: string): { path: string; side: number } {
  const code = qrCode(text);
  let path = '';
  for (let row = 0; row < code.size; row += 1) {
    for (let column = 0; column < code.size; column += 1) {
      if (!code.isDark(column, row)) continue;
      const start = column;
      while (column + 1 < code.size && code.isDark(column + 1, row)) column += 1;
      const length = column - start + 1;
      path += `M${start + QUIET_MODULES} ${row + QUIET_MODULES}h${length}v1h-${length}z`;
    }
  }
  return { path, side: code.size + 2 * QUIET_MODULES };
}

/** The code as inline SVG, black on white in every theme, with the standard's quiet zone of four modules. */
export function qrSvg(text: string, label: string): Html {
  const { path, side } = pathOf(text);
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">
    <path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${trusted(path)}"/></svg>`;
}

/** The code as a picture that can be pressed long or saved: wallets recognise images, not drawings. */
export function qrImage(text: string, label: string): Html {
  const data = qrPng(text, 480).toString('base64');
  return html`<img class="qr" alt="${label}" width="232" height="232" src="data:image/png;base64,${trusted(data)}">`;
}
