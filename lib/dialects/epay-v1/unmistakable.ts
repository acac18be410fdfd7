import { OUT_TRADE_NO } from '@/lib/dialects/epay-v1/grammar';
import { isNameAfter } from '@/lib/dialects/epay-v1/signature';

/** Whether a field that is cut out of a text where it says `&name=value` would leave whole news of a payment. */
type IsMistakable = (name: string, value: string) => boolean;

function isBetween(name: string, first: string, last: string): boolean {
  return isNameAfter(name, first) && isNameAfter(last, name);
}

function unmistakable(text: string, isMistakable: IsMistakable): string {
  const [, ...pieces] = text.split('&');
  const isOther = pieces.some((piece) => {
    const [name = '', ...value] = piece.split('=');
    return value.length > 0 && isMistakable(name, value.join('='));
  });
  // As the original sends every `&`; the name of what follows is then `amp;…`, which stands before all others.
  return isOther ? text.replaceAll('&', '&amp;') : text;
}

/** The name of the goods as the news carries it: between `name` and `out_trade_no` anything unknown could be cut out. */
export function unmistakableName(text: string): string {
  return unmistakable(text, (name) => isBetween(name, 'name', 'out_trade_no'));
}

/**
 * A param as the news carries it. Whole news of another payment begins with another order number; from our pid on, and
 * where an unknown field fits between `param` and `pid`, a param could be cut short.
 */
export function unmistakableParam(text: string, pid: number): string {
  return unmistakable(
    text,
    (name, value) =>
      (name === 'out_trade_no' && OUT_TRADE_NO.test(value)) ||
      (name === 'pid' && Number(value) === pid) ||
      isBetween(name, 'param', 'pid'),
  );
}
