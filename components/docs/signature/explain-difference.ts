import {
  asUtf8,
  type Encode,
  makeSignature,
  type Recipe,
  type SentFields,
  signedNames,
  textOver,
} from '@/components/docs/signature/make-signature';
import { md5 } from '@/components/docs/signature/md5';
import { encodeGbk } from '@/lib/platform/gbk';

/** The usual ways to sign something else than was meant; each has its words under `docs.mistakes`. */
export const MISTAKES = [
  'upper_case',
  'amount',
  'url_encoded',
  'spaces',
  'order',
  'locale_order',
  'sent_order',
  'missing',
  'extra',
  'empty_signed',
  'gbk',
  'joiner',
  'pairs',
  'rounds',
  'inner_upper_case',
  'secret_first',
  'no_secret',
  'secret_spaces',
  'unknown',
] as const;
export type Mistake = (typeof MISTAKES)[number];

export interface Found {
  readonly mistake: Mistake;
  /** The field that it concerns. */
  readonly field?: string;
}

export interface Difference {
  /** One, or two that were made together. */
  readonly found: readonly Found[];
  /** What was signed by mistake; null when nothing usual explains the signature. */
  readonly text: string | null;
}

interface Variant<Changed> {
  readonly found: Found | null;
  readonly changed: Changed;
}

const AMOUNT = /^\d+(\.\d+)?$/;

function withField(fields: SentFields, name: string, text: string): SentFields {
  return new Map(fields).set(name, text);
}

function respelled(text: string): [mistake: Mistake, text: string][] {
  const amounts = AMOUNT.test(text)
    ? [String(Number(text)), Number(text).toFixed(1), Number(text).toFixed(2)]
    : [];
  // Another amount is no other spelling.
  const spellings = amounts.filter((amount) => Number(amount) === Number(text));
  return [
    ...spellings.map((amount): [Mistake, string] => ['amount', amount]),
    ['url_encoded', encodeURIComponent(text)],
    ['url_encoded', new URLSearchParams([['', text]]).toString().slice(1)],
    ['spaces', `${text} `],
    ['spaces', `${text}\n`],
    ['spaces', text.trim()],
  ];
}

/** The fields with one value written otherwise, and with all of them URL-encoded. */
function valueVariants(recipe: Recipe, fields: SentFields): Variant<SentFields>[] {
  const single = signedNames(recipe, fields).flatMap((field) => {
    const text = fields.get(field) ?? '';
    return respelled(text)
      .filter(([, other]) => other !== text)
      .map(([mistake, other]) => ({ found: { mistake, field }, changed: withField(fields, field, other) }));
  });
  const encoded = new Map([...fields].map(([name, text]) => [name, encodeURIComponent(text)]));
  return [...single, { found: { mistake: 'url_encoded' }, changed: encoded }];
}

function permutations(names: readonly string[]): string[][] {
  if (names.length < 2) return [[...names]];
  return names.flatMap((name, at) =>
    permutations([...names.slice(0, at), ...names.slice(at + 1)]).map((rest) => [name, ...rest]),
  );
}

function swaps(names: readonly string[]): string[][] {
  return names.flatMap((_, from) =>
    names.slice(from + 1).map((_, offset) => {
      const swapped = [...names];
      const to = from + 1 + offset;
      [swapped[from], swapped[to]] = [names[to] ?? '', names[from] ?? ''];
      return swapped;
    }),
  );
}

/** Beyond this many, only exchanges of two are tried. */
const PERMUTED_MAX = 5;

function orders(names: readonly string[]): string[][] {
  const byName = [...names].sort((a, b) => (a < b ? -1 : 1));
  const tried = names.length <= PERMUTED_MAX ? permutations(names) : swaps(names);
  return [byName, [...names].reverse(), ...tried];
}

type Names = readonly string[];

/** Other fields, or the same in another order. */
function nameVariants(recipe: Recipe, fields: SentFields): Variant<Names>[] {
  const right = signedNames(recipe, fields);
  const spare = [...fields.keys()].filter((name) => !right.includes(name) && name !== 'sign');
  const missing = right.map((field) => ({
    found: { mistake: 'missing', field } as const,
    changed: right.filter((name) => name !== field),
  }));
  if (recipe.kind === 'joined') {
    return [
      ...missing,
      ...orders(right).map((changed) => ({ found: { mistake: 'order' } as const, changed })),
      ...spare.map((field) => ({ found: { mistake: 'extra', field } as const, changed: [...right, field] })),
    ];
  }
  const sent = [...fields.keys()].filter((name) => right.includes(name));
  const everything = [...fields.keys()].filter((name) => name !== 'sign').sort((a, b) => (a < b ? -1 : 1));
  const withEmpty = everything.filter((name) => !recipe.leftOut.includes(name));
  return [
    { found: { mistake: 'empty_signed' }, changed: withEmpty },
    { found: { mistake: 'sent_order' }, changed: sent },
    { found: { mistake: 'locale_order' }, changed: [...right].sort((a, b) => a.localeCompare(b)) },
    ...missing,
    ...spare.map((field) => ({
      found: { mistake: 'extra', field } as const,
      changed: [...right, field].sort((a, b) => (a < b ? -1 : 1)),
    })),
  ];
}

interface Hash {
  readonly encode: Encode;
  readonly textOf?: (names: Names, fields: SentFields) => string;
  readonly sum: (text: string, secret: string, encode: Encode) => string;
}

const once: Hash['sum'] = (text, secret, encode) => md5(encode(text + secret));
const twice: Hash['sum'] = (text, secret, encode) => md5(encode(md5(encode(text)) + secret));

/** Other bytes, another joiner, another use of md5 or of the secret. */
function hashVariants(recipe: Recipe): Variant<Hash>[] {
  const isTwice = recipe.kind === 'joined' && recipe.rounds === 2;
  const right = isTwice ? twice : once;
  const inner = (text: string, encode: Encode) => (isTwice ? md5(encode(text)) : text);
  const variant = (mistake: Mistake, sum: Hash['sum'], more: Partial<Hash> = {}): Variant<Hash> => ({
    found: { mistake },
    changed: { encode: asUtf8, sum, ...more },
  });
  const pairs = (names: Names, fields: SentFields) =>
    names.map((name) => `${name}=${fields.get(name) ?? ''}`).join('&');
  const values = (names: Names, fields: SentFields) => names.map((name) => fields.get(name) ?? '').join('');
  return [
    variant('gbk', right, { encode: encodeGbk }),
    variant('rounds', isTwice ? once : twice),
    variant('joiner', (text, secret, encode) => right(text, `&key=${secret}`, encode)),
    variant('joiner', (text, secret, encode) => right(text, `&${secret}`, encode)),
    variant('pairs', right, { textOf: recipe.kind === 'joined' ? pairs : values }),
    variant('inner_upper_case', (text, secret, encode) =>
      md5(encode(md5(encode(text)).toUpperCase() + secret)),
    ),
    variant('secret_first', (text, secret, encode) => md5(encode(secret + inner(text, encode)))),
    variant('no_secret', (text, _, encode) => md5(encode(inner(text, encode)))),
    variant('secret_spaces', (text, secret, encode) => right(text, `${secret} `, encode)),
    variant('secret_spaces', (text, secret, encode) => right(text, `${secret}\n`, encode)),
    variant('secret_spaces', (text, secret, encode) => right(text, secret.trim(), encode)),
  ];
}

function same<Changed>(changed: Changed): Variant<Changed> {
  return { found: null, changed };
}

/** The names that are signed follow the values, because an empty value may not be signed. */
function* attempts(recipe: Recipe, fields: SentFields, mistakes: 1 | 2) {
  const isTwice = recipe.kind === 'joined' && recipe.rounds === 2;
  const values = [same(fields), ...valueVariants(recipe, fields)];
  const hashes = [same<Hash>({ encode: asUtf8, sum: isTwice ? twice : once }), ...hashVariants(recipe)];
  for (const value of values) {
    const names = [same(signedNames(recipe, value.changed)), ...nameVariants(recipe, value.changed)];
    for (const name of names) {
      if (value.found !== null && name.found !== null && mistakes === 1) continue;
      for (const hash of hashes) {
        const found = [value.found, name.found, hash.found].filter((one) => one !== null);
        if (found.length !== mistakes) continue;
        const textOf = hash.changed.textOf ?? ((some, all) => textOver(recipe, some, all));
        yield { found, text: textOf(name.changed, value.changed), hash: hash.changed };
      }
    }
  }
}

/**
 * Why a signature is not the right one: tries the usual mistakes, one at a time and then two together. Null when it
 * is right; hex in upper case is said, though it is taken.
 */
export function explainDifference(
  recipe: Recipe,
  fields: SentFields,
  secret: string,
  given: string,
): Difference | null {
  const sign = given.trim().toLowerCase();
  const right = makeSignature(recipe, fields, secret);
  if (given === right.sign) return null;
  if (sign === right.sign) return { found: [{ mistake: 'upper_case' }], text: right.text };
  for (const mistakes of [1, 2] as const) {
    for (const { found, text, hash } of attempts(recipe, fields, mistakes)) {
      if (hash.sum(text, secret, hash.encode) === sign) return { found, text };
    }
  }
  return { found: [{ mistake: 'unknown' }], text: null };
}
