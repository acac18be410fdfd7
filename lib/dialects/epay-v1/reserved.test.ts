import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '@/lib/dialects/dialect';
import type { Claim } from '@/lib/dialects/epay-v1/claim';
import { refuseAmbiguous } from '@/lib/dialects/epay-v1/reserved';
import { signedText } from '@/lib/dialects/epay-v1/signature';
import { readForm } from '@/lib/platform/fields';

type Pairs = [name: string, text: string][];

function claimOf(pairs: Pairs): Claim {
  const query = pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  return { pid: 1001, fields: readForm(query) };
}

function isTaken(pairs: Pairs): boolean {
  try {
    refuseAmbiguous(claimOf(pairs));
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

test.each([
  ['name', 'Tom & Jerry'],
  ['name', 'a=b'],
  ['name', '买一送一 & 50% = 好'],
  ['name', 'AT&T=电信'],
  ['param', 'uid=1&plan=2&x=y'],
  ['param', '{"a":"b&c=d"}'],
  ['notify_url', 'https://shop.example/n?gateway=epay&order=1&s=/x'],
  ['return_url', 'https://shop.example/r?a=1&token=2&next=%26money%3D1'],
  ['sitename', '小店 & 码头'],
])('%s of %s passes', (name, text) => {
  expect(isTaken([[name, text]])).toBe(true);
});

test.each([
  ['name', 'VIP&out_trade_no=BIG&param='],
  ['name', 'VIP&Money=0.01'],
  ['name', 'VIP&note=1'],
  ['param', 'x&trade_status=TRADE_SUCCESS'],
  ['param', 'x&pa=1&pb='],
  ['type', 'alipay&money=1'],
  ['out_trade_no', '1&pid=2'],
  ['notify_url', 'https://shop.example/n?a=1&out_trade_no=2'],
  ['return_url', 'https://shop.example/r?a=1&type=alipay'],
  ['attach', 'x&money=999.00'],
  ['a&money', '1'],
  ['a=b', '1'],
])('%s of %s is refused', (name, text) => {
  expect(isTaken([[name, text]])).toBe(false);
});

test('what comes twice is refused, and what PHP reads as an array counts for nothing', () => {
  expect(
    isTaken([
      ['money', '1'],
      ['money', '2'],
    ]),
  ).toBe(false);
  expect(isTaken([['x[]', 'a&money=1']])).toBe(true);
});

const CLOSED = ['pid', 'type', 'out_trade_no', 'money'];
const NAMES = [
  'pid',
  'type',
  'out_trade_no',
  'notify_url',
  'return_url',
  'name',
  'money',
  'param',
  'clientip',
  'device',
  'sitename',
];
const EXTRA = ['attach', 'buyer', 'n', 'name2', 'nb', 'note', 'order', 'paid', 'param2', 'timestamp', 'zz'];
const ADDRESSES = ['notify_url', 'return_url'];

const text = fc.constantFrom('1', '1.00', 'VIP', '张三', 'a=b', '=', 'https://shop.example/n?a=1');
const joint = fc
  .tuple(fc.constantFrom(...NAMES, ...EXTRA, ...EXTRA, ...EXTRA), text)
  .map(([name, value]) => `&${name}=${value}`);

/** A value that holds what may be other fields. */
const crafted = fc
  .tuple(text, fc.array(joint, { maxLength: 1 }))
  .map(([value, joints]) => value + joints.join(''));

const message = fc
  .tuple(
    fc.tuple(...NAMES.slice(0, 7).map((name) => (CLOSED.includes(name) ? text : crafted))),
    fc.uniqueArray(fc.constantFrom(...NAMES.slice(7), ...EXTRA), { maxLength: 4 }),
    fc.array(crafted, { minLength: 4, maxLength: 4 }),
  )
  .map(
    ([needed, extra, values]): Pairs => [
      ...needed.map((value, at): [string, string] => [NAMES[at] ?? '', value]),
      ...extra.map((name, at): [string, string] => [name, values[at] ?? '1']),
    ],
  );

/** Reads a signed text anew: each mark before a name that keeps the order may or may not begin a field. */
function split(signed: string, choices: readonly boolean[], areKnownKept: boolean): Pairs {
  const pieces = signed.split('&');
  const pairs: Pairs = [];
  pieces.forEach((piece, at) => {
    const equals = piece.indexOf('=');
    const last = pairs.at(-1);
    const isNext = last === undefined || (equals > 0 && piece.slice(0, equals) > last[0]);
    const isChosen =
      choices[at % choices.length] === true || (areKnownKept && NAMES.includes(piece.slice(0, equals)));
    if (last === undefined || (isNext && isChosen)) {
      pairs.push([piece.slice(0, equals), piece.slice(equals + 1)]);
    } else last[1] += `&${piece}`;
  });
  return pairs;
}

/** What the grammar of a field with closed words refuses later, whatever it was signed with. */
function isOutsideGrammar(pairs: Pairs): boolean {
  return pairs.some(([name, value]) => CLOSED.includes(name) && value.includes('&'));
}

function meaningOf(pairs: Pairs): Record<string, string> {
  const known = pairs.filter(
    ([name]) => NAMES.includes(name) && !['clientip', 'device', 'sitename'].includes(name),
  );
  // An address ends, for this comparison, where a query of names begins that the protocol does not know.
  return Object.fromEntries(
    known.map(([name, value]) => [name, ADDRESSES.includes(name) ? (value.split('&')[0] ?? '') : value]),
  );
}

const marks = fc.array(fc.boolean(), { minLength: 3, maxLength: 17 });

test('of 20,000 messages that were made to be read in two ways, none is taken in another meaning', {
  timeout: 60_000,
}, () => {
  let taken = 0;
  let refused = 0;
  fc.assert(
    fc.property(message, marks, fc.boolean(), (pairs, choices, areKnownKept) => {
      const signed = signedText(pairs);
      const other = split(signed, choices, areKnownKept);
      if (signedText(other) !== signed || isDeepStrictEqual(new Map(other), new Map(pairs))) return;
      if ([pairs, other].every((one) => isTaken(one) && !isOutsideGrammar(one))) {
        taken += 1;
        expect(meaningOf(other)).toEqual(meaningOf(pairs));
      } else refused += 1;
    }),
    { numRuns: 20_000 },
  );
  expect(refused).toBeGreaterThan(10_000);
  expect(taken).toBeGreaterThan(100);
});
