export type Pairs = [name: string, text: string][];

function stands(name: string, after: string): boolean {
  return Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0;
}

/**
 * Every way to cut a text of 易支付 that was signed (`a=1&b=2`) into fields whose names stand in order, the finest
 * first; at most `limit` of them.
 */
export function readingsOf(signed: string, limit: number): Pairs[] {
  const pieces = signed.split('&');
  const found: Pairs[] = [];
  const grow = (at: number, pairs: Pairs): void => {
    if (found.length >= limit) return;
    const piece = pieces[at];
    if (piece === undefined) {
      found.push(pairs);
      return;
    }
    const equals = piece.indexOf('=');
    const last = pairs.at(-1);
    const name = piece.slice(0, Math.max(equals, 0));
    if (name !== '' && (last === undefined || stands(name, last[0]))) {
      grow(at + 1, [...pairs, [name, piece.slice(equals + 1)]]);
    }
    if (last !== undefined) grow(at + 1, [...pairs.slice(0, -1), [last[0], `${last[1]}&${piece}`]]);
  };
  grow(0, []);
  return found;
}
