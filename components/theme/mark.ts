/**
 * The mark of Matou: a quay built of code modules. A finder square stands on the deck like a warehouse, the deck
 * rests on piles, loose modules are the cargo. Drawn on an 8 × 8 grid, in the colour of the text around it.
 */
export const MARK_VIEW_BOX = '0 0 8 8';

export const MARK_PATH = [
  // The warehouse: a finder pattern.
  'M0 0h4v4h-4zM.8 .8v2.4h2.4v-2.4zM1.4 1.4h1.2v1.2h-1.2z',
  // Cargo.
  'M5 3h1v1h-1zM7 2h1v2h-1zM6 0h1v1h-1z',
  // The deck.
  'M0 4.8h8v1.2h-8z',
  // Piles.
  'M.6 6h1.2v2h-1.2zM3.4 6h1.2v2h-1.2zM6.2 6h1.2v2h-1.2z',
].join('');

/** The mark as an SVG element; `size` in CSS pixels. It is decoration: the name stands beside it in words. */
export function markSvg(size: number): string {
  return `<svg width="${size}" height="${size}" viewBox="${MARK_VIEW_BOX}" fill="currentColor" fill-rule="evenodd" aria-hidden="true"><path d="${MARK_PATH}"/></svg>`;
}
