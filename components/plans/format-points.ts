/** `12,300`; what was taken reads `−300`. */
export function formatPoints(points: number): string {
  return `${points < 0 ? '−' : ''}${String(Math.abs(points)).replace(/\B(?=(\d{3})+$)/g, ',')}`;
}
