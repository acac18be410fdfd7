import { Refusal } from '@/lib/dialects/dialect';
import { type Claim, named, pidOf, textOf } from '@/lib/dialects/epay-v1/claim';
import { OUT_TRADE_NO } from '@/lib/dialects/epay-v1/grammar';
import { typeOfWire } from '@/lib/dialects/epay-v1/pay-type';
import { isArrayName, isNameAfter, isUnsigned, signedPairs } from '@/lib/dialects/epay-v1/signature';

/** What stands between two `&` of a signed text; a field may begin with it when it has a name. */
interface Piece {
  readonly name: string | null;
  readonly value: string;
  /** Its name means something, so only an address and `param` may hold it. */
  readonly isKnown: boolean;
}

type IsKnown = (name: string) => boolean;

function pieceOf(text: string, isKnown: IsKnown): Piece {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(equals, 0));
  const canBegin = equals > 0 && !isArrayName(name) && !isUnsigned(name);
  return {
    name: canBegin ? name : null,
    value: text.slice(equals + 1),
    isKnown: equals > 0 && isKnown(name),
  };
}

/** Fields whose words are closed: none of them holds a `&`, so the next piece begins the next field. */
const CLOSED: ReadonlyMap<string, (value: string, pid: number) => boolean> = new Map([
  ['out_trade_no', (value: string) => OUT_TRADE_NO.test(value)],
  [
    'pid',
    (value: string, pid: number) => pidOf({ values: new Map([['pid', value]]), faults: new Map() }) === pid,
  ],
  ['type', (value: string) => typeOfWire(value) !== null],
]);

/** How the pieces after a closed field read on: up to `param` or `return_url`, which may hold anything, or to the end. */
interface Run {
  readonly until: 'param' | 'return_url' | 'end';
  readonly at: number;
  readonly pidAt: number | null;
}

class SignedText {
  readonly #pieces: readonly Piece[];

  constructor(
    text: string,
    readonly pid: number,
    isKnown: IsKnown,
  ) {
    this.#pieces = text.split('&').map((piece) => pieceOf(piece, isKnown));
  }

  #isClosed(piece: Piece | undefined, name: string): boolean {
    return piece?.name === name && (CLOSED.get(name)?.(piece.value, this.pid) ?? false);
  }

  /** Null when no order reads so from the closed field at `start`. */
  #run(start: number): Run | null {
    let last = this.#pieces[start]?.name ?? '';
    let isOpen = false;
    let pidAt = last === 'pid' ? start : null;
    for (let at = start + 1; at < this.#pieces.length; at += 1) {
      const piece = this.#pieces[at];
      // A field that nobody knows goes on; that it may also end here changes nothing that is known.
      if (piece === undefined || (isOpen && !piece.isKnown)) continue;
      const { name } = piece;
      if (name === null || !isNameAfter(name, last)) return null;
      if (name === 'param' || name === 'return_url') return { until: name, at, pidAt };
      const isClosed = CLOSED.has(name);
      if (isClosed && !this.#isClosed(piece, name)) return null;
      if (name === 'pid') pidAt = at;
      isOpen = !isClosed;
      last = name;
    }
    return { until: 'end', at: this.#pieces.length, pidAt };
  }

  /** The last pid that an order reads on from; one that a return_url follows comes before all others. */
  #lastPidAfter(start: number): number | null {
    let lastAtAll: number | null = null;
    for (let at = this.#pieces.length - 1; at > start; at -= 1) {
      if (!this.#isClosed(this.#pieces[at], 'pid')) continue;
      const run = this.#run(at);
      if (run?.until === 'return_url') return at;
      if (run !== null) lastAtAll ??= at;
    }
    return lastAtAll;
  }

  /**
   * Where the order number and the pid stand in the one reading that counts: the first number from which the rest
   * reads on as an order, and then the longest param. Null when there is none.
   */
  core(): { readonly reference: number; readonly pid: number } | null {
    const notify = this.#pieces.findIndex(({ name }) => name === 'notify_url');
    for (let at = notify + 1; notify >= 0 && at < this.#pieces.length; at += 1) {
      const run = this.#isClosed(this.#pieces[at], 'out_trade_no') ? this.#run(at) : null;
      const pid = run?.until === 'param' ? this.#lastPidAfter(run.at) : run?.pidAt;
      if (pid !== null && pid !== undefined) return { reference: at, pid };
      // From a later number the same param would be read, with the same end.
      if (run?.until === 'param') return null;
    }
    return null;
  }
}

/** How many pieces stand before each field. */
function startsOf(pairs: readonly (readonly [name: string, text: string])[]): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  let at = 0;
  for (const [name, text] of pairs) {
    starts.set(name, at);
    at += text.split('&').length;
  }
  return starts;
}

function refuse(name: string): never {
  throw new Refusal(-1, `${named(name)}含有不允许的内容：&参数名=，签名可以有第二种解读，请对其中的&编码`);
}

/**
 * Refuses every reading of a signed text but one. Addresses and `param` may hold what looks like other fields
 * (decision 24); where a text could then be cut anew, the order number is the first one that an order reads on from,
 * and `param` reaches as far as it can. So nobody who can choose a param makes another order of what the shop signed.
 */
export function refuseOtherReadings(claim: Claim, isKnown: IsKnown): void {
  const pairs = signedPairs(claim.fields.values);
  const starts = startsOf(pairs);
  const core = new SignedText(pairs.map((pair) => pair.join('=')).join('&'), claim.pid, isKnown).core();
  if (core === null) return;
  if (starts.get('out_trade_no') !== core.reference) refuse('notify_url');
  if (starts.get('pid') !== core.pid) refuse('return_url');
  const follower =
    textOf(claim, 'param') === '' ? undefined : pairs[pairs.findIndex(([name]) => name === 'param') + 1];
  if (follower !== undefined && follower[0] !== 'pid') {
    throw new Refusal(-1, `${named(follower[0])}不能与param同时使用，签名可以有第二种解读，请改名`);
  }
}
